package dev.patchbay.catalog;

/** Text from outside, made fit to stand inside a message: one line, and short: sixty characters unless said otherwise. */
final class Excerpt {
    static final int LIMIT = 60;

    private Excerpt() {}

    static String of(String text) {
        return of(text, LIMIT);
    }

    static String of(String text, int limit) {
        var start = text.codePoints()
                .limit(limit + 1L)
                .map(c -> isUnprintable(c) ? ' ' : c)
                .toArray();
        if (start.length <= limit) {
            return new String(start, 0, start.length);
        }
        return new String(start, 0, limit - 1) + "…";
    }

    private static boolean isUnprintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
