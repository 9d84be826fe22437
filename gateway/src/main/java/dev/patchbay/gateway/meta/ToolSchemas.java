package dev.patchbay.gateway.meta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.call.FailureText;
import dev.patchbay.gateway.call.ToolScope;
import dev.patchbay.gateway.call.VisibleTools;
import dev.patchbay.gateway.custom.CustomTool;
import dev.patchbay.gateway.custom.CustomTools;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Tool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code COMPOSIO_GET_TOOL_SCHEMAS} (contract 7.2): the schemas of tools that the caller may run. */
@ApplicationScoped
class ToolSchemas {
    private static final Set<String> PARTS = Set.of("input_schema", "output_schema");

    /** Characters in one answer, of which a model reads every one. */
    private static final int BUDGET = 40_000;

    private final VisibleTools tools;
    private final Workflows workflows;

    ToolSchemas(VisibleTools tools, Workflows workflows) {
        this.tools = tools;
        this.workflows = workflows;
    }

    Outcome<ObjectNode> run(ToolScope scope, ObjectNode given, CustomTools brought) {
        var arguments = MetaArguments.of(MetaTool.GET_TOOL_SCHEMAS, given);
        var members = arguments.members();
        var slugs = new LinkedHashSet<>(members.texts("tool_slugs").orElse(List.of()));
        if (slugs.isEmpty() || slugs.size() > 50) {
            members.problem("tool_slugs", "must name 1 to 50 tools");
        }
        var include = members.texts("include").orElse(List.of("input_schema"));
        if (!PARTS.containsAll(include)) {
            members.problem("include", "may hold input_schema and output_schema");
        }
        var workflow = workflows.continued(members);
        return arguments.thenRun(() -> {
            var data = found(scope, slugs, include, brought);
            workflow.ifPresent(session -> data.set("session", session));
            return Outcome.ok(data);
        });
    }

    private ObjectNode found(ToolScope scope, Set<String> slugs, List<String> include, CustomTools brought) {
        var data = Json.object().put("success", true);
        var schemas = data.putObject("tool_schemas");
        var missing = Json.object();
        var left = new ArrayList<String>();
        var spent = 0;
        var problems = new ArrayList<String>();
        for (var slug : slugs) {
            switch (schema(scope, slug, include, brought)) {
                case Outcome.Ok<ObjectNode>(var schema) -> {
                    spent += Json.write(schema).length();
                    if (spent <= BUDGET || schemas.isEmpty()) {
                        schemas.set(slug, schema);
                    } else {
                        left.add(slug);
                    }
                }
                case Outcome.Failed<ObjectNode>(var failure) -> {
                    var suggestions = missing.putArray(slug);
                    if (failure instanceof Failure.UnknownTool unknown) {
                        unknown.similar().forEach(similar -> suggestions.add(similar.value()));
                    }
                    problems.add(FailureText.of(failure).whole());
                }
            }
        }
        if (!left.isEmpty()) {
            data.put("message", "Too much for one answer; ask again for " + String.join(", ", left) + ".");
        }
        if (!missing.isEmpty()) {
            data.put("success", false);
            var absent = data.putArray("not_found");
            missing.fieldNames().forEachRemaining(absent::add);
            data.set("suggestions", missing);
            data.put("not_found_message", String.join(" ", problems));
        }
        return data;
    }

    private Outcome<ObjectNode> schema(ToolScope scope, String slug, List<String> include, CustomTools brought) {
        return brought.named(slug)
                .map(tool -> Outcome.ok(schema(tool, include)))
                .orElseGet(() -> tools.visible(scope, slug).map(tool -> {
                    var json = schema(tool, include);
                    if (tools.needsApproval(scope, tool.slug())) {
                        json.put("approval", "This tool " + Plans.APPROVAL);
                    }
                    return json;
                }));
    }

    private static ObjectNode schema(CustomTool tool, List<String> include) {
        var json = described(tool.toolkit(), tool.slug(), tool.description());
        if (include.contains("input_schema")) {
            json.set("input_schema", tool.inputSchema());
        }
        if (include.contains("output_schema")) {
            tool.outputSchema().ifPresent(schema -> json.set("output_schema", schema));
        }
        return json;
    }

    private static ObjectNode schema(Tool tool, List<String> include) {
        var json = described(tool.toolkit().value(), tool.slug().value(), tool.description());
        if (include.contains("input_schema")) {
            json.set("input_schema", tool.inputSchema());
        }
        if (include.contains("output_schema")) {
            json.set("output_schema", tool.outputSchema());
        }
        return json;
    }

    private static ObjectNode described(String toolkit, String slug, String description) {
        return Json.object().put("toolkit", toolkit).put("tool_slug", slug).put("description", description);
    }
}
