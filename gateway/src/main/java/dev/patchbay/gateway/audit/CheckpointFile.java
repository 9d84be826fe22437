package dev.patchbay.gateway.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.patchbay.authstore.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** The file of checkpoints: one JSON object a line, only ever added to, readable by its owner alone. */
record CheckpointFile(Path path) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** One line; empty when it is none of ours, e.g. because a crash cut it off. */
    record Line(int number, Optional<Checkpoint> checkpoint) {}

    /** Returns once the lines are on disk. */
    void add(List<Checkpoint> checkpoints) {
        var text = new StringBuilder();
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            try (var channel = FileChannel.open(
                    path,
                    EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                if (channel.size() > 0 && !endsWithLine()) {
                    text.append('\n');
                }
                checkpoints.forEach(checkpoint -> text.append(json(checkpoint)).append('\n'));
                channel.write(StandardCharsets.UTF_8.encode(text.toString()));
                channel.force(true);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The checkpoints cannot be written to " + path, unwritable);
        }
    }

    List<Line> lines() {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (var reader = Files.newBufferedReader(path)) {
            var lines = new ArrayList<Line>();
            for (var text = reader.readLine(); text != null; text = reader.readLine()) {
                lines.add(new Line(lines.size() + 1, checkpoint(text)));
            }
            return lines;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The checkpoints cannot be read from " + path, unreadable);
        }
    }

    private boolean endsWithLine() throws IOException {
        try (var file = Files.newByteChannel(path)) {
            var end = java.nio.ByteBuffer.allocate(1);
            file.position(file.size() - 1);
            file.read(end);
            return end.get(0) == '\n';
        }
    }

    private static String json(Checkpoint checkpoint) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("chain", checkpoint.chain().value())
                .put("sequence", checkpoint.sequence())
                .put("hash", checkpoint.hash())
                .put("at", checkpoint.at().toString())
                .put("signature", checkpoint.signature())
                .toString();
    }

    private static Optional<Checkpoint> checkpoint(String text) {
        try {
            var json = MAPPER.readTree(text);
            return Optional.of(new Checkpoint(
                    new TenantId(json.path("chain").asText()),
                    json.path("sequence").asLong(),
                    json.path("hash").asText(),
                    Instant.parse(json.path("at").asText()),
                    json.path("signature").asText()));
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException foreign) {
            return Optional.empty();
        }
    }
}
