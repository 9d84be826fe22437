package dev.patchbay.upstream.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.FileAccess;
import dev.patchbay.toolkit.FileContent;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.UpstreamAnswer;
import dev.patchbay.toolkit.Violation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Files in memory that know whether they are open. A file argument is {@code {name, mimetype, base64}} here. */
final class TestFiles implements FileAccess {
    final List<String> opened = new ArrayList<>();
    final List<String> closed = new ArrayList<>();
    final List<String> fetched = new ArrayList<>();
    final Map<String, Outcome<UpstreamAnswer>> elsewhere = new HashMap<>();

    @Override
    public Outcome<FileContent> open(ToolSlug tool, String where, ObjectNode argument) {
        if (!argument.has("base64")) {
            return Outcome.failed(
                    new Failure.InvalidArguments(tool, List.of(new Violation(where + ".base64", "is missing."))));
        }
        var name = argument.path("name").asText();
        opened.add(name);
        return Outcome.ok(new Memory(
                name,
                argument.path("mimetype").asText(),
                Base64.getDecoder().decode(argument.get("base64").asText())));
    }

    @Override
    public ObjectNode keep(String name, String mimetype, byte[] content) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("mimetype", mimetype)
                .put("size", content.length)
                .put("base64", Base64.getEncoder().encodeToString(content));
    }

    @Override
    public Outcome<UpstreamAnswer> fetch(String url) {
        fetched.add(url);
        var answer = elsewhere.get(url);
        if (answer == null) {
            throw new AssertionError("Nobody expected a fetch of " + url);
        }
        return answer;
    }

    private final class Memory implements FileContent {
        private final String name;
        private final String mimetype;
        private final byte[] content;

        Memory(String name, String mimetype, byte[] content) {
            this.name = name;
            this.mimetype = mimetype;
            this.content = content;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String mimetype() {
            return mimetype;
        }

        @Override
        public long length() {
            return content.length;
        }

        @Override
        public InputStream open() throws IOException {
            if (closed.contains(name)) {
                throw new IOException(name + " is closed");
            }
            return new ByteArrayInputStream(content);
        }

        @Override
        public void close() {
            closed.add(name);
        }

        @Override
        public String toString() {
            return name + " " + mimetype + " " + new String(content, StandardCharsets.UTF_8);
        }
    }
}
