package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Body;
import dev.patchbay.simulator.http.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A file or a directory; a directory has no content. */
record FileEntry(List<String> path, Kind kind, Body content, long created) {
    enum Kind {
        DIRECTORY,
        FILE
    }

    FileEntry {
        path = List.copyOf(path);
    }

    String name() {
        return path.getLast();
    }

    String url() {
        return url(path);
    }

    static String url(List<String> path) {
        return "/" + String.join("/", path);
    }

    /** The same entry after one of the directories above it, or itself, got another path. */
    FileEntry moved(List<String> from, List<String> to, long when) {
        var there = new ArrayList<>(to);
        there.addAll(path.subList(from.size(), path.size()));
        return new FileEntry(there, kind, content, when);
    }

    /** @param publicRoot the address of the storage's root, without a slash at the end */
    static String publicUrl(List<String> path, String publicRoot) {
        return path.stream()
                .map(part ->
                        "/" + URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("", publicRoot, ""));
    }

    ObjectNode json(String publicRoot, Options options) {
        var entry = Json.object()
                .put("name", name())
                .put("createdOn", created)
                .put("publicUrl", publicUrl(path, publicRoot))
                .put("url", url());
        if (kind == Kind.FILE) {
            return entry.put("size", content.length());
        }
        return switch (options.text(Option.DIRECTORY_SIZE)) {
            case "null" -> entry.putNull("size");
            case "absent" -> entry;
            default -> entry.put("size", 0);
        };
    }
}
