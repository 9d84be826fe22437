package dev.patchbay.upstream.http;

/**
 * Half surrogate pairs: JSON can spell them ({@code "\ud800"}), UTF-8 cannot carry them, and what writes them either
 * throws or silently sends another text.
 */
final class Surrogates {
    private static final int REPLACEMENT = 0xFFFD;

    private Surrogates() {}

    static boolean areWhole(String text) {
        return text.codePoints().noneMatch(Surrogates::isHalf);
    }

    /** The text with U+FFFD in place of each half. */
    static String mended(String text) {
        if (areWhole(text)) {
            return text;
        }
        var mended = new StringBuilder(text.length());
        text.codePoints().map(point -> isHalf(point) ? REPLACEMENT : point).forEach(mended::appendCodePoint);
        return mended.toString();
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
