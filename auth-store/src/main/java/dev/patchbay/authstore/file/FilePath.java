package dev.patchbay.authstore.file;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;

/**
 * Where a file is in its folder, e.g. {@code reports/may.csv}: segments between slashes, none of them empty, {@code .} or
 * {@code ..}; no backslash, control or formatting character; at most 1,024 bytes in UTF-8; in Unicode's form NFC, so that
 * what looks the same is the same.
 */
public record FilePath(String value) {
    private static final int LONGEST = 1024;
    private static final List<String> NO_NAMES = List.of("", ".", "..");

    /** @throws IllegalArgumentException with a message fit for whoever wrote the path */
    public FilePath {
        if (value.isEmpty() || value.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw new IllegalArgumentException("must have 1 to " + LONGEST + " bytes");
        }
        if (value.startsWith("/")) {
            throw new IllegalArgumentException("must be relative, like reports/may.csv, without a slash in front");
        }
        if (value.indexOf('\\') >= 0 || !value.codePoints().allMatch(FilePath::isPrintable)) {
            throw new IllegalArgumentException("must have no backslashes, control or formatting characters");
        }
        if (Arrays.stream(value.split("/", -1)).anyMatch(NO_NAMES::contains)) {
            throw new IllegalArgumentException("must have a name between slashes, and none of them . or ..");
        }
        if (!Normalizer.isNormalized(value, Normalizer.Form.NFC)) {
            throw new IllegalArgumentException("must be in Unicode's form NFC");
        }
    }

    /**
     * The path that somebody wrote, in whichever form of Unicode.
     *
     * @throws IllegalArgumentException with a message fit for whoever wrote it
     */
    public static FilePath of(String text) {
        return new FilePath(Normalizer.normalize(text, Normalizer.Form.NFC));
    }

    /** The last segment. */
    public String name() {
        return value.substring(value.lastIndexOf('/') + 1);
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

    @Override
    public String toString() {
        return value;
    }
}
