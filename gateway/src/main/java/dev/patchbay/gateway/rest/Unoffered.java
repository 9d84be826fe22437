package dev.patchbay.gateway.rest;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the wire contract's catalogue (section 14) has and this gateway has not: each operation with why, and what to use
 * instead. An operation that comes to be served leaves this list.
 */
final class Unoffered {
    /**
     * The paths below the prefix that operations of the list have, as a regular expression. Others are nobody's, and so stay
     * what they are without this list.
     */
    static final String PATHS = "(mcp|triggers_types|trigger_instances|webhook_subscriptions|webhook_endpoints|internal"
            + "|project|org|auth|cli|migration)(/.*)?|tools/execute/[^/]+/input";

    private Unoffered() {}

    /**
     * An operation.
     *
     * @param path below the prefix, with {@code {…}} for one segment
     */
    record Operation(String method, String path, Answer answer) {
        private boolean is(String askedMethod, String askedPath) {
            return method.equals(askedMethod) && form().matcher(askedPath).matches();
        }

        private Pattern form() {
            return Pattern.compile(path.replaceAll("\\{[^}]+}", "[^/]+"));
        }
    }

    /** What a caller gets instead. */
    sealed interface Answer {
        /** An honest answer: there are none, because none can be made. */
        record Nothing(Listing listing) implements Answer {}

        /** 501. */
        record Refusal(String reason, String instead) implements Answer {}
    }

    /** The form of an empty list. */
    enum Listing {
        ENVELOPE,
        ARRAY
    }

    private static final String CONSOLE =
            "Operators do this under /api/admin/v1 or with ./patchbay admin; see docs/security/keys-and-tokens.md.";

    private static final List<Operation> ALL = Stream.of(
                    none(Listing.ENVELOPE, "triggers_types", "trigger_instances/active"),
                    none(
                            Listing.ENVELOPE,
                            "webhook_subscriptions",
                            "webhook_subscriptions/event_types",
                            "webhook_endpoints"),
                    none(Listing.ARRAY, "triggers_types/list/enum"),
                    refused(
                            "triggers",
                            "Nothing is pushed here: ask the service with a tool when you need to know.",
                            "GET triggers_types/{slug}",
                            "POST trigger_instances/{slug}/upsert",
                            "PATCH trigger_instances/manage/{id}",
                            "DELETE trigger_instances/manage/{id}"),
                    refused(
                            "webhooks",
                            "Nothing is pushed here: read POST /api/v3.1/logs/tool_execution, or the account you wait for.",
                            "POST webhook_subscriptions",
                            "GET webhook_subscriptions/{id}",
                            "PATCH webhook_subscriptions/{id}",
                            "DELETE webhook_subscriptions/{id}",
                            "POST webhook_subscriptions/{id}/rotate_secret",
                            "POST webhook_endpoints",
                            "GET webhook_endpoints/{id}",
                            "PATCH webhook_endpoints/{id}",
                            "PUT webhook_endpoints/{id}"),
                    refused(
                            "MCP servers of the older product",
                            "Every session has an MCP address of its own: POST /api/v3.1/tool_router/session answers it as mcp.url.",
                            "GET mcp/servers",
                            "POST mcp/servers",
                            "POST mcp/servers/custom",
                            "POST mcp/servers/generate",
                            "GET mcp/servers/{id}/instances",
                            "POST mcp/servers/{id}/instances",
                            "DELETE mcp/servers/{id}/instances/{instanceId}",
                            "GET mcp/app/{appKey}",
                            "GET mcp/{id}",
                            "PATCH mcp/{id}",
                            "DELETE mcp/{id}"),
                    refused(
                            "writing arguments from text",
                            "It takes a language model, and the gateway has none: send arguments that fit the tool's"
                                    + " input_parameters (GET /api/v3.1/tools/{slug}).",
                            "POST tools/execute/{slug}/input"),
                    refused(
                            "the dashboard's own logs",
                            "Use POST /api/v3.1/logs/tool_execution and GET /api/v3.1/logs/tool_execution/{id}.",
                            "POST internal/action_execution/logs",
                            "GET internal/action_execution/logs",
                            "GET internal/action_execution/fields",
                            "POST internal/action_execution/fields",
                            "GET internal/action_execution/log/{id}",
                            "GET internal/trigger/logs",
                            "POST internal/trigger/logs",
                            "GET internal/trigger/log/{id}"),
                    refused(
                            "usage accounts",
                            "Count calls in POST /api/v3.1/logs/tool_execution; operators have the metrics at /q/metrics.",
                            "POST project/usage/summary",
                            "POST project/usage/{entity}",
                            "POST org/usage/summary",
                            "POST org/usage/{entity}"),
                    refused(
                            "organisations and their projects",
                            CONSOLE,
                            "GET org/owner/project/list",
                            "GET org/owner/project/{id}",
                            "POST org/owner/project/new",
                            "POST org/owner/project/{id}/regenerate_api_key",
                            "DELETE org/owner/project/{id}",
                            "GET org/list",
                            "GET org/project/list",
                            "GET org/consumer/connected_toolkits",
                            "POST org/consumer/project/resolve",
                            "POST org/clanker/create_claim"),
                    refused(
                            "sign-in of people",
                            "An API key is all there is: send it as x-api-key.",
                            "GET auth/session/info"),
                    refused(
                            "the hosted product's command line",
                            "./patchbay on the gateway's machine does what a self-hosted one needs.",
                            "POST cli/create-session",
                            "GET cli/get-session",
                            "POST cli/realtime/auth",
                            "GET cli/realtime/credentials",
                            "POST cli/codact_failures"),
                    refused(
                            "migration of older ids",
                            "There are none here; ids are those that this gateway answered.",
                            "GET migration/get-nanoid"))
            .flatMap(List::stream)
            .toList();

    /** @param path below the prefix */
    static Optional<Answer> find(String method, String path) {
        return ALL.stream()
                .filter(operation -> operation.is(method, path))
                .findFirst()
                .map(Operation::answer);
    }

    static List<Operation> all() {
        return ALL;
    }

    private static List<Operation> none(Listing listing, String... paths) {
        return Arrays.stream(paths)
                .map(path -> new Operation("GET", path, new Answer.Nothing(listing)))
                .toList();
    }

    private static List<Operation> refused(String what, String instead, String... operations) {
        var answer = new Answer.Refusal("This gateway does not offer this operation (" + what + ").", instead);
        return Arrays.stream(operations)
                .map(operation -> operation.split(" ", 2))
                .map(parts -> new Operation(parts[0], parts[1], answer))
                .toList();
    }
}
