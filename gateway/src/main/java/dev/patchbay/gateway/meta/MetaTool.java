package dev.patchbay.gateway.meta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.MalformedJson;
import dev.patchbay.gateway.policy.RouterSettings;
import dev.patchbay.toolkit.Hints;
import dev.patchbay.toolkit.ToolSlug;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** One of the router's own tools, as its file declares it. In the order in which a session lists them. */
@SuppressWarnings("ImmutableEnumChecker") // what is read from its file is never modified
public enum MetaTool {
    SEARCH_TOOLS("search-tools"),
    GET_TOOL_SCHEMAS("get-tool-schemas"),
    MULTI_EXECUTE_TOOL("multi-execute-tool"),
    MANAGE_CONNECTIONS("manage-connections"),
    WAIT_FOR_CONNECTIONS("wait-for-connections"),
    READ_RESULT("read-result");

    private final ToolSlug slug;
    private final String title;
    private final String description;
    private final Hints hints;
    private final boolean important;
    private final ObjectNode inputSchema;

    MetaTool(String file) {
        var definition = read(file + ".json");
        var hinted = definition.path("hints");
        this.slug = new ToolSlug(definition.path("slug").textValue());
        this.title = definition.path("title").textValue();
        this.description = definition.path("description").textValue();
        this.hints = new Hints(
                hinted.path("readOnlyHint").booleanValue(),
                hinted.path("destructiveHint").booleanValue(),
                hinted.path("idempotentHint").booleanValue(),
                hinted.path("openWorldHint").booleanValue());
        this.important = definition.path("important").booleanValue();
        this.inputSchema = (ObjectNode) definition.path("input");
    }

    /** The one with this slug. */
    public static Optional<MetaTool> named(String slug) {
        return Arrays.stream(values())
                .filter(tool -> tool.slug.value().equals(slug))
                .findFirst();
    }

    /** Why these settings leave it out, or empty when they offer it. */
    public Optional<String> refusal(RouterSettings settings) {
        return switch (this) {
            case SEARCH_TOOLS, GET_TOOL_SCHEMAS -> unless(settings.search(), "search.enable");
            case MULTI_EXECUTE_TOOL -> unless(settings.multiExecute(), "execute.enable_multi_execute");
            case MANAGE_CONNECTIONS -> unless(settings.manageConnections(), "manage_connections.enable");
            case WAIT_FOR_CONNECTIONS ->
                unless(settings.waitForConnections(), "manage_connections.enable_wait_for_connections");
            case READ_RESULT -> unless(settings.keepsResults(), "workbench.enable");
        };
    }

    private static Optional<String> unless(boolean on, String setting) {
        return on ? Optional.empty() : Optional.of("it is switched off in this session (" + setting + ")");
    }

    public ToolSlug slug() {
        return slug;
    }

    public String title() {
        return title;
    }

    /** What a model reads to choose this tool; every token of it is in every session's list. */
    public String description() {
        return description;
    }

    public Hints hints() {
        return hints;
    }

    public boolean important() {
        return important;
    }

    /** JSON Schema 2020-12 of the arguments. Not to be modified. */
    public ObjectNode inputSchema() {
        return inputSchema;
    }

    private static ObjectNode read(String file) {
        try (var stream = Objects.requireNonNull(MetaTool.class.getResourceAsStream(file), file)) {
            return (ObjectNode) Json.read(stream.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (MalformedJson broken) {
            throw new IllegalStateException(file, broken);
        }
    }
}
