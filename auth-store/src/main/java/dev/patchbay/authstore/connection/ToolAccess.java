package dev.patchbay.authstore.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.ToolSlug;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which tools the accounts of an auth config may run (wire contract section 10.1, {@code tools_available_for_execution}).
 *
 * @param only these tools; when empty, every tool of the toolkit
 */
public record ToolAccess(List<ToolSlug> only) {
    /** Member of an auth config's {@code tool_access_config} that restricts what its accounts run. */
    public static final String EXECUTION = "tools_available_for_execution";

    /** No restriction. */
    public static final ToolAccess ALL = new ToolAccess(List.of());

    private static final int MOST_NAMED = 10;

    public ToolAccess {
        only = List.copyOf(only);
    }

    /**
     * What a stored {@code tool_access_config} says.
     *
     * @throws IllegalStateException when the list is none: a restriction that cannot be read must not count as absent
     */
    static ToolAccess of(ObjectNode toolAccessConfig) {
        var list = toolAccessConfig.path(EXECUTION);
        if (list.isMissingNode() || list.isNull()) {
            return ALL;
        }
        if (!list.isArray() || list.valueStream().anyMatch(item -> !isSlug(item))) {
            throw new IllegalStateException("A stored tool_access_config is damaged");
        }
        return new ToolAccess(
                list.valueStream().map(item -> new ToolSlug(item.textValue())).toList());
    }

    private static boolean isSlug(JsonNode item) {
        return item.isTextual() && ToolSlug.isValid(item.textValue());
    }

    public boolean admits(ToolSlug tool) {
        return only.isEmpty() || only.contains(tool);
    }

    boolean admitsAll() {
        return only.isEmpty();
    }

    /** The rule in words for whoever met it. */
    String rule(AuthConfigId config) {
        var named = only.stream().limit(MOST_NAMED).map(ToolSlug::value).collect(Collectors.joining(", "));
        return "auth config " + config + " allows only " + named + (only.size() > MOST_NAMED ? " and others" : "")
                + " (tool_access_config)";
    }
}
