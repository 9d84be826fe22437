package dev.patchbay.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Speaks to the administration of one gateway. The JDK's client, because this is no part of the gateway: it calls the address
 * its user gives and no other, and follows no redirect.
 *
 * @param origin where the gateway listens
 * @param key an admin key
 */
record AdminClient(Origin origin, String key) {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** Rewrapping every key of a large installation takes a while. */
    private static final Duration ANSWER = Duration.ofMinutes(30);

    private static final JsonMapper JSON = new JsonMapper();

    record Reply(int status, JsonNode body) {
        boolean isGood() {
            return status / 100 == 2;
        }
    }

    /** @throws IOException also when what answers does not speak JSON, so is not the gateway */
    Reply send(AdminRequest request) throws IOException, InterruptedException {
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host"); // read when the client is first used
        var outgoing = HttpRequest.newBuilder(URI.create(origin.address() + "/api/admin/v1" + request.path()))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + key)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json");
        origin.host().ifPresent(host -> outgoing.header("Host", host));
        var body = request.body().map(ObjectNode::toString).map(BodyPublishers::ofString);
        outgoing.method(request.method(), body.orElseGet(BodyPublishers::noBody));
        try (var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build()) {
            var answer = client.send(outgoing.build(), BodyHandlers.ofString());
            return new Reply(answer.statusCode(), JSON.readTree(answer.body()));
        }
    }
}
