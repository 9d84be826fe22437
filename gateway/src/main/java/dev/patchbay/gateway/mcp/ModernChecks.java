package dev.patchbay.gateway.mcp;

import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.session.Session;
import io.modelcontextprotocol.spec.HttpHeaders;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What must hold of a request of revision 2026-07-28 before its method is looked at, in the order in which the specification
 * has it checked ("Streamable HTTP", "Server Validation"; the conformance suite's {@code server-stateless}). Headers repeat
 * parts of the body so that what routes or limits by header cannot be deceived (SEC-52).
 */
@ApplicationScoped
class ModernChecks {
    /** Where the body says what {@code Mcp-Name} repeats. */
    private static final Map<String, String> NAMED =
            Map.of("tools/call", "name", "prompts/get", "name", "resources/read", "uri");

    private static final String METHOD = "Mcp-Method";
    private static final String NAME = "Mcp-Name";
    private static final String ARGUMENT = "Mcp-Param-";

    private final Methods methods;

    ModernChecks(Methods methods) {
        this.methods = methods;
    }

    /** The first thing wrong, as the answer that says so. */
    Optional<Verdict> refusal(
            Session session, Message.Request request, RequestHeaders headers, Set<String> known, List<String> spoken) {
        var meta = ModernMeta.of(request.params());
        return Stream.<Supplier<Optional<Reply.Refusal>>>of(
                        () -> revision(headers, meta, spoken),
                        () -> capabilities(meta),
                        () -> method(request, headers),
                        () -> name(request, headers),
                        () -> arguments(session, request, headers),
                        () -> level(meta),
                        () -> known(request, known))
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst()
                .map(wrong -> Verdict.error(
                        wrong.code() == ErrorCodes.METHOD_NOT_FOUND ? Status.NOT_FOUND : Status.BAD_REQUEST,
                        request.id(),
                        wrong));
    }

    private static Optional<Reply.Refusal> revision(RequestHeaders headers, ModernMeta meta, List<String> spoken) {
        if (!headers.has(HttpHeaders.PROTOCOL_VERSION)) {
            return mismatch(HttpHeaders.PROTOCOL_VERSION + " is missing.");
        }
        if (meta.revision().isEmpty()) {
            return invalid("\"params._meta\" must name the revision as \"" + ModernMeta.REVISION + "\".");
        }
        var asked = meta.revision().get();
        if (!headers.value(HttpHeaders.PROTOCOL_VERSION).equals(Optional.of(asked))) {
            return mismatch(HttpHeaders.PROTOCOL_VERSION + " and \"" + ModernMeta.REVISION + "\" must be the same.");
        }
        if (!asked.equals(ModernEra.REVISION)) {
            var data = Json.object().put("requested", asked.length() > 60 ? asked.substring(0, 60) : asked);
            spoken.forEach(data.putArray("supported")::add);
            return Optional.of(new Reply.Refusal(
                    JsonRpc.UNSUPPORTED_REVISION,
                    "Requests of their own are answered at revision " + ModernEra.REVISION
                            + "; the older ones open with initialize.",
                    Optional.of(data)));
        }
        return Optional.empty();
    }

    private static Optional<Reply.Refusal> capabilities(ModernMeta meta) {
        return meta.capabilities().isPresent()
                ? Optional.empty()
                : invalid("\"params._meta\" must have an object \"" + ModernMeta.CAPABILITIES + "\".");
    }

    private static Optional<Reply.Refusal> method(Message.Request request, RequestHeaders headers) {
        return headers.value(METHOD).filter(request.method()::equals).isPresent()
                ? Optional.empty()
                : mismatch(METHOD + " must repeat \"method\".");
    }

    private static Optional<Reply.Refusal> name(Message.Request request, RequestHeaders headers) {
        var member = NAMED.get(request.method());
        if (member == null) {
            return Optional.empty();
        }
        var named = request.params().path(member);
        if (!named.isTextual()) {
            return headers.has(NAME)
                    ? mismatch(NAME + " names something, \"params." + member + "\" does not.")
                    : invalid("\"params." + member + "\" must be a string.");
        }
        return headers.value(NAME)
                        .filter(header -> HeaderText.says(header, named))
                        .isPresent()
                ? Optional.empty()
                : mismatch(NAME + " must repeat \"params." + member + "\".");
    }

    private Optional<Reply.Refusal> arguments(Session session, Message.Request request, RequestHeaders headers) {
        if (!request.method().equals("tools/call")) {
            return Optional.empty();
        }
        var repeated =
                methods.headerArguments(session, request.params().path("name").asText());
        for (var argument : repeated.entrySet()) {
            var header = ARGUMENT + argument.getKey();
            var given = request.params().path("arguments").at(argument.getValue());
            var absent = given.isMissingNode() || given.isNull();
            var same = absent
                    ? !headers.has(header)
                    : headers.value(header)
                            .filter(value -> HeaderText.says(value, given))
                            .isPresent();
            if (!same) {
                return mismatch(header + " must repeat the argument at " + argument.getValue() + ".");
            }
        }
        return Optional.empty();
    }

    private static Optional<Reply.Refusal> level(ModernMeta meta) {
        var asked = meta.logLevel();
        var fits = asked.isMissingNode()
                || (asked.isTextual() && LogLevel.of(asked.textValue()).isPresent());
        return fits
                ? Optional.empty()
                : invalid("\"" + ModernMeta.LOG_LEVEL
                        + "\" must be one of debug, info, notice, warning, error, critical, alert, emergency.");
    }

    private static Optional<Reply.Refusal> known(Message.Request request, Set<String> known) {
        return known.contains(request.method())
                ? Optional.empty()
                : Optional.of(new Reply.Refusal(
                        ErrorCodes.METHOD_NOT_FOUND,
                        request.method().equals("initialize")
                                ? "Revision " + ModernEra.REVISION
                                        + " has no handshake: just ask, or send initialize without its metadata for an"
                                        + " older one (" + String.join(", ", LegacyEra.REVISIONS) + ")."
                                : LegacyEra.notOffered(request.method())));
    }

    private static Optional<Reply.Refusal> mismatch(String problem) {
        return Optional.of(new Reply.Refusal(JsonRpc.HEADER_MISMATCH, problem));
    }

    private static Optional<Reply.Refusal> invalid(String problem) {
        return Optional.of(new Reply.Refusal(ErrorCodes.INVALID_PARAMS, problem));
    }
}
