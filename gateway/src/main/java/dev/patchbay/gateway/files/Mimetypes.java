package dev.patchbay.gateway.files;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The types of files: which texts are one, and which a browser may be told. */
public final class Mimetypes {
    /** What a file is that nothing better is known of. */
    public static final String UNKNOWN = "application/octet-stream";

    private static final int LONGEST = 127;
    /** RFC 9110 section 5.6.2, token. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+/[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    /** None of these makes a browser run or load anything; in particular not HTML, SVG and XML. */
    private static final Set<String> HARMLESS = Set.of(
            "application/gzip",
            "application/json",
            "application/pdf",
            "application/zip",
            "image/gif",
            "image/jpeg",
            "image/png",
            "image/webp",
            "text/csv",
            "text/plain");

    private Mimetypes() {}

    /** The type without its parameters, in lower case; empty when the text is none. */
    public static Optional<String> of(String text) {
        var parameters = text.indexOf(';');
        var type = (parameters < 0 ? text : text.substring(0, parameters)).strip();
        return Optional.of(type.toLowerCase(Locale.ROOT))
                .filter(it -> it.length() <= LONGEST && FORM.matcher(it).matches());
    }

    /** The type if a browser can be told it without danger, {@link #UNKNOWN} otherwise. */
    static String forDownload(String mimetype) {
        var harmless = HARMLESS.contains(mimetype) || mimetype.startsWith("audio/") || mimetype.startsWith("video/");
        return harmless ? mimetype : UNKNOWN;
    }
}
