package dev.patchbay.gateway.results;

/** Shortens texts for a reader who pays by the word. */
final class Texts {
    private Texts() {}

    /** The text, or its beginning with how much follows. */
    static String cut(String text, int most) {
        return text.length() <= most ? text : start(text, most) + "… (+" + (text.length() - most) + " chars)";
    }

    /** A name as one word of a sketch, without what would have to be escaped. */
    static String name(String name, int most) {
        var start = name.length() <= most ? name : start(name, most) + "…";
        return start.codePoints().allMatch(Texts::isPlain)
                ? start
                : start.codePoints()
                        .map(point -> isPlain(point) ? point : '?')
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    /** At most so many characters, and no half of one at the end. */
    static String start(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, most > 0 && Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    /** The same of what begins there. */
    static String start(String text, int from, int most) {
        return start(text.substring(from, (int) Math.min(text.length(), (long) from + most + 1)), most);
    }

    private static boolean isPlain(int point) {
        return !Character.isISOControl(point) && point != '"' && point != '\\' && !isHalf(point);
    }

    private static boolean isHalf(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
