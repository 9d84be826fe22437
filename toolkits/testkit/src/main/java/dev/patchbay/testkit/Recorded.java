package dev.patchbay.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.patchbay.toolkit.UpstreamRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes down a request as it leaves; later its files are closed. */
final class Recorded {
    /** Headers that follow from the rest of the request. */
    private static final Set<String> IMPLIED = Set.of("accept", "content-type");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Recorded() {}

    static Sends of(UpstreamRequest request) {
        return new Sends(
                request.method() + " " + request.path(),
                query(request.query()),
                headers(request.headers()),
                request.body().flatMap(Recorded::json),
                request.body().flatMap(Recorded::multipart));
    }

    private static Map<String, List<String>> query(String query) {
        var byName = new HashMap<String, List<String>>();
        if (!query.isEmpty()) {
            Arrays.stream(query.split("&", -1)).forEach(pair -> {
                int equals = pair.indexOf('=');
                byName.computeIfAbsent(decoded(pair.substring(0, equals)), _ -> new ArrayList<>())
                        .add(decoded(pair.substring(equals + 1)));
            });
        }
        return byName;
    }

    private static String decoded(String text) {
        // In a query of ours a plus sign is never a space.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static Map<String, List<String>> headers(List<UpstreamRequest.Header> headers) {
        var byName = new HashMap<String, List<String>>();
        for (var header : headers) {
            var name = header.name().toLowerCase(Locale.ROOT);
            if (!IMPLIED.contains(name)) {
                byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(header.value());
            }
        }
        return byName;
    }

    private static Optional<JsonNode> json(UpstreamRequest.Body body) {
        return switch (body) {
            case UpstreamRequest.Whole whole -> Optional.of(json(whole.bytes()));
            case UpstreamRequest.Multipart _ -> Optional.empty();
        };
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A body that is not JSON was built", broken);
        }
    }

    private static Optional<JsonNode> multipart(UpstreamRequest.Body body) {
        if (!(body instanceof UpstreamRequest.Multipart multipart)) {
            return Optional.empty();
        }
        var parts = JsonNodeFactory.instance.objectNode();
        for (var part : multipart.parts()) {
            switch (part) {
                case UpstreamRequest.TextPart text -> parts.put(text.name(), text.text());
                case UpstreamRequest.FilePart file ->
                    parts.putObject(file.name())
                            .put("name", file.file().name())
                            .put("mimetype", file.file().mimetype())
                            .put("base64", base64(file));
            }
        }
        return Optional.of(parts);
    }

    private static String base64(UpstreamRequest.FilePart part) {
        try (var content = part.file().open()) {
            return Base64.getEncoder().encodeToString(content.readAllBytes());
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }
}
