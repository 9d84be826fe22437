package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.policy.RouterSettings;
import dev.patchbay.gateway.session.Session;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.ListPromptsResult;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.PromptArgument;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.List;

/** A session's prompts: how an agent works with the router's tools, for a person to pick in a client. */
final class SessionPrompts {
    static final Reply.Refusal UNKNOWN = new Reply.Refusal(
            ErrorCodes.INVALID_PARAMS, "This session has no such prompt; prompts/list names those it has.");

    private SessionPrompts() {}

    static ListPromptsResult list(Session session) {
        return ListPromptsResult.builder(SessionPrompt.offered(session.config().router()).stream()
                        .map(SessionPrompts::render)
                        .toList())
                .build();
    }

    static Reply get(Session session, ObjectNode params) {
        var settings = session.config().router();
        return SessionPrompt.offered(settings, params.path("name").asText())
                .map(prompt -> get(settings, prompt, params))
                .orElse(UNKNOWN);
    }

    private static Reply get(RouterSettings settings, SessionPrompt prompt, ObjectNode params) {
        var value = params.path("arguments").path(prompt.argument()).textValue();
        if (value == null || value.isBlank()) {
            return new Reply.Refusal(
                    ErrorCodes.INVALID_PARAMS,
                    "The prompt " + prompt.word() + " needs the argument \"" + prompt.argument() + "\", a text: "
                            + prompt.meaning() + ".");
        }
        var text = TextContent.builder(prompt.text(settings, value.strip())).build();
        return new Reply.Result(GetPromptResult.builder(
                        List.of(PromptMessage.builder(Role.USER, text).build()))
                .description(prompt.description())
                .build());
    }

    private static Prompt render(SessionPrompt prompt) {
        return Prompt.builder(prompt.word())
                .title(prompt.title())
                .description(prompt.description())
                .arguments(List.of(PromptArgument.builder(prompt.argument())
                        .description(prompt.meaning())
                        .required(true)
                        .build()))
                .build();
    }
}
