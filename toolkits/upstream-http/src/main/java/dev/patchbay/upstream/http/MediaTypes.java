package dev.patchbay.upstream.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Media types as services send them: data from outside, of which only the well-formed type without parameters is used. */
final class MediaTypes {
    static final String UNKNOWN = "application/octet-stream";

    private static final Pattern TYPE = Pattern.compile("[a-z0-9!#$&^_.+-]{1,127}/[a-z0-9!#$&^_.+-]{1,127}");

    private static final Map<String, String> EXTENSIONS = Map.ofEntries(
            Map.entry("application/gzip", "gz"),
            Map.entry("application/json", "json"),
            Map.entry("application/pdf", "pdf"),
            Map.entry("application/x-ndjson", "ndjson"),
            Map.entry("application/xml", "xml"),
            Map.entry("application/zip", "zip"),
            Map.entry("audio/mpeg", "mp3"),
            Map.entry("audio/wav", "wav"),
            Map.entry("image/gif", "gif"),
            Map.entry("image/jpeg", "jpg"),
            Map.entry("image/png", "png"),
            Map.entry("image/svg+xml", "svg"),
            Map.entry("image/tiff", "tif"),
            Map.entry("image/webp", "webp"),
            Map.entry("text/csv", "csv"),
            Map.entry("text/html", "html"),
            Map.entry("text/markdown", "md"),
            Map.entry("text/plain", "txt"),
            Map.entry("text/xml", "xml"),
            Map.entry("video/mp4", "mp4"));

    private MediaTypes() {}

    static String of(Optional<String> contentType) {
        return contentType
                .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .filter(type -> TYPE.matcher(type).matches())
                .orElse(UNKNOWN);
    }

    static boolean isJson(String type) {
        return type.equals("application/json") || type.equals("text/json") || type.endsWith("+json");
    }

    /** A file name for content of this type. */
    static String fileName(String type) {
        return "document." + EXTENSIONS.getOrDefault(type, isJson(type) ? "json" : "bin");
    }
}
