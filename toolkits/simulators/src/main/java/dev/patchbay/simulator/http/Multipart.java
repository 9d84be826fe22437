package dev.patchbay.simulator.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A multipart/form-data body, taken apart. */
public record Multipart(List<Part> parts) {
    public record Part(String name, Optional<String> fileName, Optional<String> contentType, Body content) {}

    private static final Pattern BOUNDARY = Pattern.compile("boundary=(?:\"([^\"]+)\"|([^;\\s]+))");
    private static final Pattern NAME = Pattern.compile("[; ]name=\"((?:\\\\.|[^\"\\\\])*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("[; ]filename=\"((?:\\\\.|[^\"\\\\])*)\"");
    private static final Pattern TYPE = Pattern.compile("(?im)^content-type:\\s*(.+?)\\s*$");

    public Multipart {
        parts = List.copyOf(parts);
    }

    public Optional<Part> part(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }

    /** The text of a part; nothing when it is missing or empty. */
    public Optional<String> text(String name) {
        return part(name).map(part -> part.content().text()).filter(text -> !text.isEmpty());
    }

    /** Nothing when the content type is another one or the body does not keep to its boundary. */
    public static Optional<Multipart> parse(String contentType, Body body) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!contentType.startsWith("multipart/form-data") || !boundary.find()) {
            return Optional.empty();
        }
        String text = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
        // Latin 1 keeps every byte as one character, so that a search in the text is a search in the bytes.
        return parse("\r\n--" + text, "\r\n" + new String(body.bytes(), StandardCharsets.ISO_8859_1));
    }

    private static Optional<Multipart> parse(String delimiter, String text) {
        var parts = new ArrayList<Part>();
        int from = text.indexOf(delimiter);
        while (from >= 0 && !text.startsWith("--", from + delimiter.length())) {
            int end = text.indexOf(delimiter, from + delimiter.length());
            int head = text.indexOf("\r\n\r\n", from + delimiter.length());
            if (end < 0 || head < 0 || head > end) {
                return Optional.empty();
            }
            part(
                            utf8(text.substring(from + delimiter.length(), head)),
                            text.substring(head + 4, Math.max(head + 4, end)))
                    .ifPresent(parts::add);
            from = end;
        }
        return from < 0 ? Optional.empty() : Optional.of(new Multipart(parts));
    }

    private static Optional<Part> part(String head, String content) {
        return first(NAME, head)
                .map(name -> new Part(
                        name,
                        first(FILE_NAME, head),
                        first(TYPE, head),
                        Body.of(content.getBytes(StandardCharsets.ISO_8859_1))));
    }

    private static Optional<String> first(Pattern pattern, String head) {
        Matcher matcher = pattern.matcher(head);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static String utf8(String latin1) {
        return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
