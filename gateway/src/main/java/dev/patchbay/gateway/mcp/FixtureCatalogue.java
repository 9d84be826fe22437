package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.MalformedJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The tools, or the prompts, of the fixture: each as it is listed, and with what it does. */
final class FixtureCatalogue {
    private final ArrayNode listed;
    private final Map<String, FixtureScript> scripts;

    private FixtureCatalogue(ArrayNode listed, Map<String, FixtureScript> scripts) {
        this.listed = listed;
        this.scripts = scripts;
    }

    static FixtureCatalogue read(String file, FixtureChanges changes) {
        var entries = (ArrayNode) file(file);
        var scripts = new HashMap<String, FixtureScript>();
        for (var entry : entries) {
            var script = ((ObjectNode) entry).remove("does");
            scripts.put(entry.path("name").textValue(), new FixtureScript(script, changes));
        }
        return new FixtureCatalogue(entries, Map.copyOf(scripts));
    }

    static JsonNode file(String name) {
        var file = "fixture/" + name + ".json";
        try (var stream = Objects.requireNonNull(FixtureCatalogue.class.getResourceAsStream(file), file)) {
            return Json.read(stream.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (MalformedJson broken) {
            throw new IllegalStateException(file, broken);
        }
    }

    /** Exactly as in the file, the schemas too. */
    ArrayNode listed() {
        return listed.deepCopy();
    }

    Optional<FixtureScript> script(String name) {
        return Optional.ofNullable(scripts.get(name));
    }

    /** An argument that a prompt requires and that is not there. What tools lack their texts call nothing. */
    Optional<String> missing(String name, JsonNode arguments) {
        return StreamSupport.stream(definition(name).path("arguments").spliterator(), false)
                .filter(argument -> argument.path("required").booleanValue())
                .map(argument -> argument.path("name").textValue())
                .filter(argument -> !arguments.path(argument).isTextual())
                .findFirst();
    }

    Map<String, String> headerArguments(String tool) {
        var headers = new HashMap<String, String>();
        definition(tool).path("inputSchema").path("properties").properties().forEach(property -> {
            if (property.getValue().has("x-mcp-header")) {
                headers.put(property.getValue().get("x-mcp-header").textValue(), "/" + property.getKey());
            }
        });
        return headers;
    }

    private JsonNode definition(String name) {
        return StreamSupport.stream(listed.spliterator(), false)
                .filter(entry -> entry.path("name").asText().equals(name))
                .findFirst()
                .orElseGet(Json::object);
    }
}
