package dev.patchbay.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Good messages of both eras with a few things wrong, each made of one seed. What is nearly right goes deeper into the gateway
 * than noise does. Nothing here looks like a class name or a stack trace, so an answer that does has not echoed it.
 */
final class McpMutations {
    private static final List<McpRequest> MODERN = List.of(
            McpRequest.modern("server/discover"),
            McpRequest.modern("tools/list"),
            McpRequest.modern("tools/list")
                    .header("MCP-Protocol-Version", "2027-01-01")
                    .meta("protocolVersion", "'2027-01-01'"),
            McpRequest.modern("resources/list"),
            McpRequest.modern("resources/templates/list"),
            McpRequest.modern("resources/read", "{'uri':'patchbay:///files/a.txt'}"),
            McpRequest.modern("subscriptions/listen", "{'notifications':{'toolsListChanged':true}}"),
            McpRequest.call("SCALE_AI_LIST_BATCHES", "{'limit':1}").capabilities("{'elicitation':{'url':{}}}"),
            McpRequest.call("SCALE_AI_CREATE_BATCH", "{'project':7,'name':[]}").meta("progressToken", "1"),
            McpRequest.call("COMPOSIO_GET_TOOL_SCHEMAS", "{'tool_slugs':['SCALE_AI_GET_BATCH']}")
                    .meta("logLevel", "'debug'"),
            McpRequest.call(
                            "COMPOSIO_MULTI_EXECUTE_TOOL",
                            "{'tools':[{'tool_slug':'SCALE_AI_GET_BATCH','arguments':{'batch_name':'x'}}]}")
                    .meta("progressToken", "'p'"),
            McpRequest.call("NO_SUCH_TOOL", "{}")
                    .param("inputResponses", "{'approve':{'action':'accept'}}")
                    .param("requestState", "'AAAA'"));

    private static final List<McpRequest> LEGACY = List.of(
            LegacyClient.initialize("2025-11-25", "{'elicitation':{'form':{},'url':{}},'sampling':{}}"),
            LegacyClient.initialize("2025-06-18", "{}"),
            LegacyClient.request("ping", "{}"),
            LegacyClient.request("tools/list", "{}"),
            LegacyClient.request("resources/list", "{'cursor':'after-0'}"),
            LegacyClient.request("resources/templates/list", "{}"),
            LegacyClient.request("resources/read", "{'uri':'patchbay:///files/a.txt'}"),
            LegacyClient.request("logging/setLevel", "{'level':'info'}"),
            LegacyClient.call("SCALE_AI_LIST_BATCHES", "{'limit':1}"),
            LegacyClient.call("SCALE_AI_CREATE_BATCH", "{'project':7,'name':[]}")
                    .meta("progressToken", "1"),
            LegacyClient.call("COMPOSIO_GET_TOOL_SCHEMAS", "{'tool_slugs':['SCALE_AI_GET_BATCH']}"),
            McpRequest.of("{'jsonrpc':'2.0','method':'notifications/initialized'}"),
            McpRequest.of("{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':1}}"),
            McpRequest.of("{'jsonrpc':'2.0','id':'ex_0000000000000000000000-0','result':{'action':'accept'}}"),
            McpRequest.of("{'jsonrpc':'2.0','id':'ex_0000000000000000000000-0','error':{'code':-1,'message':'no'}}"));

    private static final List<String> METHODS = Stream.concat(MODERN.stream(), LEGACY.stream())
            .map(request -> request.message().path("method").asText("no/such"))
            .distinct()
            .toList();

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "1",
            "1.5",
            "1.0",
            "1e3",
            "1e99",
            "9007199254740993",
            "123456789012345678901234567890",
            "\"\"",
            "\" \"",
            "\"x\"",
            "\"2.0\"",
            "\"2026-07-28\"",
            "\"2025-11-25\"",
            "\"ä日\\u0000\\n\"",
            "\"\\u202e\\ufeff\"",
            "\"=?base64?Tk8=?=\"",
            "\"patchbay:///files/../a\"",
            "\"patchbay:///files/%00\"",
            "\"patchbay:\"",
            "\"file:///etc/hosts\"",
            "\"after-999999\"",
            "\"debug\"",
            "[]",
            "{}",
            "[null]",
            "[[[[[[]]]]]]",
            "{\"action\":\"accept\"}",
            "{\"a\":{\"b\":{\"c\":[1,{\"d\":null}]}}}",
            "\"SCALE_AI_GET_BATCH\"",
            "\"'; select 1 --\"",
            "\"%s%n${x}#{x}\"",
            "\"../../..\"",
            "\"\\ud83d\\ude00\"");

    private static final List<String> NAMES = List.of(
            "id",
            "method",
            "jsonrpc",
            "params",
            "result",
            "error",
            "_meta",
            "name",
            "arguments",
            "uri",
            "cursor",
            "level",
            "requestState",
            "inputResponses",
            "notifications",
            "progressToken",
            "requestId",
            "",
            "x",
            "__proto__",
            "$ref",
            McpRequest.META + "protocolVersion",
            McpRequest.META + "clientCapabilities",
            McpRequest.META + "logLevel");

    private static final List<String> HEADERS = List.of(
            "MCP-Protocol-Version",
            "Mcp-Method",
            "Mcp-Name",
            "Mcp-Session-Id",
            "Accept",
            "Content-Type",
            "Last-Event-ID",
            "Mcp-Param-X",
            "mcp-method",
            "MCP-NAME",
            "X-Request-Id",
            "Accept-Language");

    private static final List<String> HEADER_VALUES = List.of(
            "",
            " ",
            "x",
            "2026-07-28",
            "2025-11-25",
            "2025-06-18",
            "2024-11-05",
            "2027-01-01",
            "0",
            "tools/call",
            "tools/list",
            "initialize",
            "=?base64?Tk8=?=",
            "=?base64?*?=",
            "=?base64?",
            "ä",
            "a,b",
            "application/json",
            "text/event-stream",
            "application/json;q=0, text/event-stream;q=1",
            "application/json;q=x",
            "*/*;q=0.5",
            "*/*",
            "application/*",
            ";;;,,,",
            "application/json; charset=utf-16",
            "application/json; charset=",
            "text/plain",
            "mcps_0000000000000000000000",
            "SCALE_AI_LIST_BATCHES",
            "patchbay:///files/a.txt",
            "q".repeat(2000));

    private final RandomGenerator random;

    McpMutations(RandomGenerator random) {
        this.random = random;
    }

    /** @param session the id of a protocol session that there may be */
    McpRequest next(String session) {
        var modern = random.nextBoolean();
        var request = one(modern ? MODERN : LEGACY);
        if (!modern && random.nextInt(4) > 0) {
            request = request.header("Mcp-Session-Id", session).header("MCP-Protocol-Version", "2025-11-25");
        }
        for (int left = random.nextInt(4); left > 0; left--) {
            request = changed(request);
        }
        // Bytes last: what they make is seldom JSON.
        return random.nextInt(6) == 0 ? request.body(spoilt(request.body())) : request;
    }

    private McpRequest changed(McpRequest request) {
        return switch (random.nextInt(10)) {
            case 0 -> request.bare(one(HEADERS));
            case 1 -> request.header(one(HEADERS), one(HEADER_VALUES));
            case 2 -> request.also(one(HEADERS), one(HEADER_VALUES));
            case 3 -> request.change(message -> message.put("method", one(METHODS)));
            case 4 -> {
                var method = one(METHODS);
                yield request.change(message -> message.put("method", method)).header("Mcp-Method", method);
            }
            default -> request.change(this::change);
        };
    }

    /** Changes one place in the message. */
    private void change(ObjectNode message) {
        var places = new ArrayList<JsonNode>();
        gather(message, places);
        switch (one(places)) {
            case ObjectNode object -> change(object, List.copyOf(names(object)));
            case ArrayNode array -> {
                if (array.isEmpty() || random.nextBoolean()) {
                    array.add(value());
                } else {
                    array.set(random.nextInt(array.size()), value());
                }
            }
            default -> throw new IllegalStateException("only what holds something is gathered");
        }
    }

    private void change(ObjectNode object, List<String> names) {
        var name = names.isEmpty() || random.nextInt(5) == 0 ? one(NAMES) : one(names);
        switch (random.nextInt(6)) {
            case 0 -> object.remove(name);
            case 1 -> {
                var moved = object.remove(name);
                object.set(one(NAMES), moved == null ? value() : moved);
            }
            case 2 -> object.set(name, nested(random.nextInt(80)));
            case 3 -> object.put(name, "a".repeat(random.nextInt(3000)));
            default -> object.set(name, value());
        }
    }

    private static List<String> names(ObjectNode object) {
        return object.propertyStream().map(java.util.Map.Entry::getKey).toList();
    }

    private static void gather(JsonNode node, List<JsonNode> into) {
        if (node.isContainerNode()) {
            into.add(node);
            node.forEach(child -> gather(child, into));
        }
    }

    private JsonNode value() {
        return McpRequest.read(one(VALUES));
    }

    private static JsonNode nested(int depth) {
        return McpRequest.read("[".repeat(depth) + "0" + "]".repeat(depth));
    }

    /** Changes the text itself; what comes of it may be anything but empty lines of HTTP, because its length is told. */
    private String spoilt(String text) {
        if (text.isEmpty()) {
            return "{";
        }
        int from = random.nextInt(text.length());
        int to = Math.min(text.length(), from + 1 + random.nextInt(20));
        return switch (random.nextInt(6)) {
            case 0 -> text.substring(0, from);
            case 1 -> text.substring(0, from) + text.substring(to);
            case 2 -> text.substring(0, to) + text.substring(from);
            case 3 -> text.substring(0, from) + (char) random.nextInt(0x3000) + text.substring(from + 1);
            case 4 ->
                text.substring(0, from)
                        + one(List.of("\\ud800", "\u0000", "\"", "}", "[", ",", "/*", "1e999999999"))
                        + text.substring(from);
            default -> "[" + text + "," + text + "]";
        };
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
