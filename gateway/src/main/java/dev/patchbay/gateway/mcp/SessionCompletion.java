package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.connection.Page;
import dev.patchbay.authstore.connection.Slice;
import dev.patchbay.authstore.file.SessionFiles;
import dev.patchbay.gateway.call.ToolScope;
import dev.patchbay.gateway.call.VisibleTools;
import dev.patchbay.gateway.results.ResultHandle;
import dev.patchbay.gateway.results.StoredResults;
import dev.patchbay.gateway.session.Session;
import io.modelcontextprotocol.spec.McpSchema.CompleteResult;
import io.modelcontextprotocol.spec.McpSchema.CompleteResult.CompleteCompletion;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** How what a person has begun to write in a client goes on: a toolkit's slug, a kept result's handle, a file's path. */
@ApplicationScoped
class SessionCompletion {
    /** The protocol's limit. */
    private static final int MOST = 100;

    private final VisibleTools tools;
    private final SessionFiles files;

    SessionCompletion(VisibleTools tools, SessionFiles files) {
        this.tools = tools;
        this.files = files;
    }

    Reply complete(Session session, ObjectNode params) {
        var name = params.path("argument").path("name").textValue();
        var begun = params.path("argument").path("value").textValue();
        if (name == null || begun == null) {
            return refused("\"params.argument\" must have a \"name\" and a \"value\", both texts.");
        }
        var ref = params.path("ref");
        return switch (ref.path("type").asText()) {
            case "ref/prompt" ->
                SessionPrompt.offered(
                                session.config().router(), ref.path("name").asText())
                        .map(prompt -> ofPrompt(session, prompt, name, begun))
                        .orElse(SessionPrompts.UNKNOWN);
            case "ref/resource" -> ofResource(session, ref, name, begun);
            default -> refused("\"params.ref.type\" must be ref/prompt or ref/resource.");
        };
    }

    private Reply ofPrompt(Session session, SessionPrompt prompt, String name, String begun) {
        if (!name.equals(prompt.argument())) {
            return refused("The prompt " + prompt.word() + " has one argument, \"" + prompt.argument() + "\".");
        }
        return completed(
                switch (prompt) {
                    case USE_APPS -> new Page<>(List.of(), 0);
                    case CONNECT_APP -> toolkits(session, begun);
                    case READ_LARGE_RESULT -> handles(session, begun);
                });
    }

    private Reply ofResource(Session session, JsonNode ref, String name, String begun) {
        if (!ref.path("uri").asText().equals(SessionResources.TEMPLATE)
                || !name.equals(SessionResources.TEMPLATE_PATH)) {
            return refused("There is one template, " + SessionResources.TEMPLATE + ", with the argument \""
                    + SessionResources.TEMPLATE_PATH + "\".");
        }
        return completed(paths(session, begun));
    }

    private Page<String> toolkits(Session session, String begun) {
        var lower = begun.toLowerCase(Locale.ROOT);
        var slugs = tools.toolkits(new ToolScope.InSession(session)).stream()
                .filter(toolkit -> toolkit.slug().value().startsWith(lower)
                        || toolkit.title().toLowerCase(Locale.ROOT).startsWith(lower))
                .map(toolkit -> toolkit.slug().value())
                .toList();
        return new Page<>(slugs.stream().limit(MOST).toList(), slugs.size());
    }

    private Page<String> handles(Session session, String begun) {
        var kept = paths(session, ResultHandle.FOLDER + begun);
        return new Page<>(
                kept.items().stream()
                        .map(path -> path.substring(ResultHandle.FOLDER.length(), path.length() - ".json".length()))
                        .toList(),
                kept.total());
    }

    private Page<String> paths(Session session, String begun) {
        if (begun.chars().anyMatch(Character::isISOControl)) { // in no path, and NUL in no text of the database
            return new Page<>(List.of(), 0);
        }
        var found = files.list(
                session.tenant(),
                StoredResults.folder(session),
                Normalizer.normalize(begun, Normalizer.Form.NFC),
                new Slice(0, MOST));
        return new Page<>(
                found.items().stream()
                        .map(file -> file.keptAt().orElseThrow().path().value())
                        .toList(),
                found.total());
    }

    private static Reply completed(Page<String> values) {
        return new Reply.Result(new CompleteResult(new CompleteCompletion(
                values.items(),
                Math.toIntExact(values.total()),
                values.total() > values.items().size())));
    }

    private static Reply refused(String problem) {
        return new Reply.Refusal(ErrorCodes.INVALID_PARAMS, problem);
    }
}
