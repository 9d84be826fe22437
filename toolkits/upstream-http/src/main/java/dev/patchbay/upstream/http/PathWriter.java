package dev.patchbay.upstream.http;

import dev.patchbay.toolkit.PathTemplate;
import dev.patchbay.toolkit.PathTemplate.Part.Literal;
import dev.patchbay.toolkit.PathTemplate.Part.Variable;

/**
 * Writes a path. An argument is one segment, or with {@code many} as many as its slashes say; it is never empty and never
 * a dot segment, which services and proxies would resolve into another path.
 */
final class PathWriter {
    private PathWriter() {}

    static String write(PathTemplate template, Given given) {
        var path = new StringBuilder();
        for (var part : template.parts()) {
            append(
                    path,
                    switch (part) {
                        case Literal(String text) -> text;
                        case Variable(String argument, boolean many) -> variable(argument, many, given);
                    });
        }
        return path.toString();
    }

    private static void append(StringBuilder path, String text) {
        // Only an empty list of segments makes two slashes meet: the root, written without an empty segment.
        var slashesMeet = !path.isEmpty() && path.charAt(path.length() - 1) == '/' && text.startsWith("/");
        path.append(text, slashesMeet ? 1 : 0, text.length());
    }

    private static String variable(String argument, boolean many, Given given) {
        var value = given.value(argument);
        if (value.isEmpty()) {
            given.refuse(argument, "is required: it is part of the address.");
            return "";
        }
        return given.plain(argument, value.get())
                .map(text -> many ? segments(argument, text, given) : segment(argument, text, given))
                .orElse("");
    }

    private static String segments(String argument, String text, Given given) {
        var inner = withoutOuterSlashes(text);
        if (inner.isEmpty()) {
            return "";
        }
        var path = new StringBuilder();
        for (var name : inner.split("/", -1)) {
            if (name.isEmpty()) {
                given.refuse(argument, "must not have an empty part between two slashes.");
                return "";
            }
            path.append('/').append(segment(argument, name, given));
        }
        return path.substring(1);
    }

    private static String segment(String argument, String text, Given given) {
        if (text.isEmpty()) {
            given.refuse(argument, "must not be empty: it is part of the address.");
        } else if (text.equals(".") || text.equals("..")) {
            given.refuse(argument, "must not be \".\" or \"..\", nor have such a part.");
        } else if (text.chars().anyMatch(Character::isISOControl)) {
            given.refuse(argument, "must not contain control characters such as line breaks or tabs.");
        } else {
            return PercentEncoding.encode(text);
        }
        return "";
    }

    private static String withoutOuterSlashes(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == '/') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == '/') {
            end--;
        }
        return text.substring(start, end);
    }
}
