package dev.patchbay.gateway.files;

/** Makes names that came from outside fit to be stored, sent and offered for saving. */
public final class FileNames {
    private static final int LONGEST = 255;
    private static final int LONGEST_EXTENSION = 16;
    private static final String NAMELESS = "file";

    private FileNames() {}

    /**
     * The name without folders, control, formatting and half characters, at most 255 characters long. What a reader takes for
     * the extension stays. Never empty, and never a name of a folder.
     */
    public static String clean(String given) {
        var start = Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1;
        var name = new StringBuilder();
        given.substring(start).codePoints().filter(FileNames::isPrintable).forEach(name::appendCodePoint);
        var clean = name.toString().strip();
        return clean.isEmpty() || clean.equals(".") || clean.equals("..") ? NAMELESS : shorten(clean);
    }

    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            // A formatting character can turn the direction of text, so that "fdp.exe" reads "exe.pdf".
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String shorten(String name) {
        if (name.length() <= LONGEST) {
            return name;
        }
        var dot = name.lastIndexOf('.');
        var extension = dot > 0 && name.length() - dot <= LONGEST_EXTENSION ? name.substring(dot) : "";
        var end = LONGEST - extension.length();
        if (Character.isHighSurrogate(name.charAt(end - 1))) {
            end--;
        }
        return name.substring(0, end) + extension;
    }
}
