package dev.patchbay.gateway.egress;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a fetched file is called and what it holds, as far as the other side can be believed. */
final class FileNames {
    private static final int LONGEST = 255;
    private static final String NAMELESS = "file";
    private static final String UNKNOWN_TYPE = "application/octet-stream";

    /** RFC 6266: the encoded form wins over the plain one. */
    private static final Pattern ENCODED =
            Pattern.compile("(?:^|[;\\s])filename\\*\\s*=\\s*utf-8'[^']*'([^;\\s]+)", Pattern.CASE_INSENSITIVE);

    private static final Pattern PLAIN =
            Pattern.compile("(?:^|[;\\s])filename\\s*=\\s*(?:\"([^\"]*)\"|([^;\"\\s]+))", Pattern.CASE_INSENSITIVE);

    private static final Pattern TYPE =
            Pattern.compile("\\s*([a-zA-Z0-9!#$&^_.+-]+/[a-zA-Z0-9!#$&^_.+-]+)\\s*(?:;.*)?");

    /** Control and formatting characters; the latter can turn the shown order of a name around. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");

    private FileNames() {}

    /** From the header {@code Content-Disposition}, or else from the last segment of the path. Never empty, never a path. */
    static String name(Optional<String> disposition, String path) {
        return disposition
                .flatMap(FileNames::disposed)
                .or(() -> clean(decoded(path)))
                .orElse(NAMELESS);
    }

    /** From the header {@code Content-Type}, without parameters. */
    static String type(Optional<String> contentType) {
        return contentType
                .map(TYPE::matcher)
                .filter(Matcher::matches)
                .map(parts -> parts.group(1).toLowerCase(Locale.ROOT))
                .orElse(UNKNOWN_TYPE);
    }

    private static Optional<String> disposed(String header) {
        Matcher encoded = ENCODED.matcher(header);
        if (encoded.find()) {
            return clean(decoded(UriText.mended(encoded.group(1))));
        }
        Matcher plain = PLAIN.matcher(header);
        return plain.find() ? clean(plain.group(1) == null ? plain.group(2) : plain.group(1)) : Optional.empty();
    }

    private static Optional<String> clean(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String seen = UNSEEN.matcher(last).replaceAll("").strip();
        // The end is kept, because it says what kind of file it is.
        String cut = seen.codePoints()
                .skip(Math.max(0, seen.codePointCount(0, seen.length()) - LONGEST))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return cut.isEmpty() || cut.equals(".") || cut.equals("..") ? Optional.empty() : Optional.of(cut);
    }

    private static String decoded(String encoded) {
        return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
