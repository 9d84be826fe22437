package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.call.CallResult;
import dev.patchbay.gateway.call.FailureText;
import dev.patchbay.gateway.call.ResultEnvelope;
import dev.patchbay.gateway.call.ToolScope;
import dev.patchbay.gateway.call.VisibleTools;
import dev.patchbay.gateway.meta.Delivery;
import dev.patchbay.gateway.meta.MetaTool;
import dev.patchbay.gateway.meta.MetaTools;
import dev.patchbay.gateway.meta.ToolRouter;
import dev.patchbay.gateway.session.Session;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.ToolSlug;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The operations of a session's MCP endpoint, the same for every protocol revision. Blocking; called on a virtual thread. */
@ApplicationScoped
class SessionMethods {
    private final VisibleTools tools;
    private final ToolRouter router;
    private final SessionResources resources;
    private final ObjectMapper mapper;
    private final Map<ToolSlug, io.modelcontextprotocol.spec.McpSchema.Tool> rendered = new ConcurrentHashMap<>();

    SessionMethods(VisibleTools tools, ToolRouter router, SessionResources resources, ObjectMapper mapper) {
        this.resources = resources;
        this.tools = tools;
        this.router = router;
        this.mapper = mapper;
    }

    /** Empty when the revision has no such method or this server does not offer it. */
    Optional<Reply> perform(Session session, String method, ObjectNode params) {
        return switch (method) {
            case "tools/list" -> Optional.of(listTools(session, params));
            case "tools/call" -> Optional.of(callTool(session, params));
            case "resources/list" -> Optional.of(resources.list(session, params));
            case "resources/templates/list" -> Optional.of(resources.templates());
            case "resources/read" -> Optional.of(resources.read(session, params));
            default -> Optional.empty(); // method names are the protocol's, an open set
        };
    }

    private Reply listTools(Session session, ObjectNode params) {
        if (params.hasNonNull("cursor")) {
            // One page holds everything, so no cursor of ours exists.
            return new Reply.Refusal(ErrorCodes.INVALID_PARAMS, "Unknown cursor.");
        }
        var listed = Stream.concat(
                        MetaTools.listed(session).stream().map(this::render),
                        tools.listed(session).stream().map(this::render))
                .toList();
        return new Reply.Result(ListToolsResult.builder(listed).build());
    }

    private Reply callTool(Session session, ObjectNode params) {
        var name = params.path("name").textValue();
        if (name == null) {
            return new Reply.Refusal(ErrorCodes.INVALID_PARAMS, "\"params.name\" must be the name of a tool.");
        }
        JsonNode arguments = params.path("arguments");
        if (!arguments.isMissingNode() && !arguments.isNull() && !arguments.isObject()) {
            return new Reply.Refusal(ErrorCodes.INVALID_PARAMS, "\"params.arguments\" must be an object.");
        }
        var given = arguments.isObject() ? (ObjectNode) arguments : mapper.createObjectNode();
        var result = router.call(new ToolScope.InSession(session), name, given, Optional.empty(), Delivery.PREVIEW);
        if (result.outcome() instanceof Outcome.Failed<ObjectNode>(Failure.UnknownTool unknown)) {
            return new Reply.Refusal(
                    ErrorCodes.INVALID_PARAMS, FailureText.of(unknown).whole());
        }
        return new Reply.Result(render(result));
    }

    /** Execution failures are results the model can read and repair, not protocol errors (specification, "Error Handling"). */
    private CallToolResult render(CallResult result) {
        var envelope = ResultEnvelope.of(result);
        return CallToolResult.builder(
                        List.of(TextContent.builder(envelope.toString()).build()))
                .structuredContent(envelope)
                .isError(result.outcome() instanceof Outcome.Failed)
                .build();
    }

    /** Hints that the protocol takes for granted are left out: every token of these tools is in every session's list. */
    @SuppressWarnings("unchecked") // a JSON object read as a map is one of String to Object
    private io.modelcontextprotocol.spec.McpSchema.Tool render(MetaTool tool) {
        var hints = tool.hints();
        var annotations = ToolAnnotations.builder();
        if (hints.readOnly()) {
            annotations.readOnlyHint(true);
        } else if (!hints.destructive()) {
            annotations.destructiveHint(false);
        }
        if (hints.idempotent()) {
            annotations.idempotentHint(true);
        }
        if (!hints.openWorld()) {
            annotations.openWorldHint(false);
        }
        return io.modelcontextprotocol.spec.McpSchema.Tool.builder(
                        tool.slug().value(), mapper.convertValue(tool.inputSchema(), Map.class))
                .title(tool.title())
                .description(tool.description())
                .annotations(annotations.build())
                .build();
    }

    private io.modelcontextprotocol.spec.McpSchema.Tool render(Tool tool) {
        return rendered.computeIfAbsent(tool.slug(), slug -> toProtocol(tool));
    }

    /**
     * Without an output schema on purpose: clients validate results against it and discard those that do not fit, and a
     * service that adds a field to its answer must not break a call.
     */
    @SuppressWarnings("unchecked") // a JSON object read as a map is one of String to Object
    private io.modelcontextprotocol.spec.McpSchema.Tool toProtocol(Tool tool) {
        var hints = tool.hints();
        return io.modelcontextprotocol.spec.McpSchema.Tool.builder(
                        tool.slug().value(), mapper.convertValue(tool.inputSchema(), Map.class))
                .title(tool.title())
                .description(tool.description())
                .annotations(ToolAnnotations.builder()
                        .title(tool.title())
                        .readOnlyHint(hints.readOnly())
                        .destructiveHint(hints.destructive())
                        .idempotentHint(hints.idempotent())
                        .openWorldHint(hints.openWorld())
                        .build())
                .build();
    }
}
