package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/** A client that has shaken hands. */
record LegacyClient(McpClient client, String revision, String id) {

    static LegacyClient of(McpClient client, String revision, String capabilities) {
        var reply = client.send(initialize(revision, capabilities));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return new LegacyClient(client, reply.at("/result/protocolVersion").asText(), reply.header("Mcp-Session-Id"));
    }

    static McpRequest initialize(String revision, String capabilities) {
        return McpRequest.of(
                ("{'jsonrpc':'2.0','id':0,'method':'initialize','params':{'protocolVersion':'%s','capabilities':%s,"
                                + "'clientInfo':{'name':'test','version':'1'}}}")
                        .formatted(revision, capabilities));
    }

    static McpRequest request(String method, String params) {
        return McpRequest.of("{'jsonrpc':'2.0','id':1,'method':'%s','params':%s}".formatted(method, params));
    }

    static McpRequest call(String tool, String arguments) {
        return request("tools/call", "{'name':'" + tool + "','arguments':" + arguments + "}");
    }

    /** An answer to what the server has asked. */
    static McpRequest answer(JsonNode question, String result) {
        return McpRequest.of("{'jsonrpc':'2.0','id':0,'result':" + result + "}")
                .change(message -> message.set("id", question.path("id")));
    }

    McpRequest in(McpRequest request) {
        return request.header("Mcp-Session-Id", id).header("MCP-Protocol-Version", revision);
    }

    McpClient.Reply send(McpRequest request) {
        return client.send(in(request));
    }

    McpClient.Stream open(McpRequest request) {
        return client.open(in(request));
    }
}
