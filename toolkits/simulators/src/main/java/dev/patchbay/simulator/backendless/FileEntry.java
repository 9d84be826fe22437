package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** A file or a directory. */
record FileEntry(List<String> path, Kind kind, long size, long created) {
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
        return "/" + String.join("/", path);
    }

    /** @param publicRoot the address of the storage's root, without a slash at the end */
    ObjectNode json(String publicRoot) {
        String encoded = path.stream()
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
        return Json.object()
                .put("name", name())
                .put("createdOn", created)
                .put("publicUrl", publicRoot + "/" + encoded)
                .put("url", url())
                .put("size", size);
    }
}
