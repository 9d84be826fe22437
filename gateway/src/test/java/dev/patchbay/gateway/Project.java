package dev.patchbay.gateway;

import static dev.patchbay.gateway.testhttp.Http.given;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.patchbay.gateway.testhttp.ContentType;
import dev.patchbay.gateway.testhttp.JsonPath;
import dev.patchbay.gateway.testhttp.RequestSpecification;
import dev.patchbay.gateway.testhttp.ValidatableResponse;
import java.nio.charset.StandardCharsets;

/** A tenant as its own backend sees it: an API key, and the requests it makes with it. */
final class Project {
    static final String SCALE_KEY = "test_sim_orchard_01";

    private final String apiKey;
    private final String tenant;

    Project(String apiKey) {
        this(apiKey, "");
    }

    Project(String apiKey, String tenant) {
        this.apiKey = apiKey;
        this.tenant = tenant;
    }

    /** Its id, which a backend itself has no use for. */
    String tenant() {
        return tenant;
    }

    String apiKey() {
        return apiKey;
    }

    RequestSpecification request() {
        return given().header("x-api-key", apiKey).contentType(ContentType.JSON).accept(ContentType.JSON);
    }

    ValidatableResponse post(String path, String body) {
        return request().body(json(body)).post("/api/v3.1" + path).then();
    }

    ValidatableResponse patch(String path, String body) {
        return request().body(json(body)).patch("/api/v3.1" + path).then();
    }

    ValidatableResponse get(String path) {
        return request().get("/api/v3.1" + path).then();
    }

    ValidatableResponse delete(String path) {
        return request().delete("/api/v3.1" + path).then();
    }

    String authConfig(String toolkit) {
        return post(
                        "/auth_configs",
                        "{'toolkit':{'slug':'%s'},'auth_config':{'type':'use_custom_auth','authScheme':'API_KEY'}}"
                                .formatted(toolkit))
                .statusCode(201)
                .extract()
                .path("auth_config.id");
    }

    /** Connects the user to the Scale simulator. */
    String connectScale(String user) {
        return connect(authConfig("scale_ai"), user, "{'generic_api_key':'" + SCALE_KEY + "'}");
    }

    String connect(String authConfig, String user, String fields) {
        return post(
                        "/connected_accounts",
                        "{'auth_config':{'id':'%s'},'connection':{'user_id':'%s','state':{'authScheme':'API_KEY','val':%s}}}"
                                .formatted(authConfig, user, fields))
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** A session that lists every tool of the toolkits. */
    JsonPath session(String user, String... toolkits) {
        return post(
                        "/tool_router/session",
                        "{'user_id':'%s','toolkits':{'enable':['%s']},'preload':{'tools':'all'}}"
                                .formatted(user, String.join("','", toolkits)))
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    /** Puts a file into a session, as SDKs do. */
    ValidatableResponse sendFile(String session, String path, String content) {
        String address = post(
                        "/tool_router/session/" + session + "/mounts/files/upload_url",
                        "{'mount_relative_path':'" + path + "','mimetype':'text/plain'}")
                .statusCode(201)
                .extract()
                .path("upload_url");
        return given().urlEncodingEnabled(false)
                .contentType("text/plain")
                .body(content.getBytes(StandardCharsets.UTF_8))
                .put(address)
                .then();
    }

    /** Runs a tool without a session; it must succeed. */
    ValidatableResponse executes(String tool, String user, String arguments) {
        return request()
                .body("{\"user_id\":\"" + user + "\",\"arguments\":" + arguments + "}")
                .post("/api/v3.1/tools/execute/" + tool)
                .then()
                .statusCode(200)
                .body("error", nullValue())
                .body("successful", is(true));
    }

    /** Runs a tool at the session's MCP address; it must succeed. */
    ValidatableResponse callsOverMcp(JsonPath session, String tool, String arguments) {
        return given().header("Authorization", "Bearer " + session.getString("mcp.bearer_token"))
                .contentType(ContentType.JSON)
                .accept("application/json, text/event-stream")
                .body("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                        + "\",\"arguments\":" + arguments + "}}")
                .post(session.getString("mcp.url"))
                .then()
                .statusCode(200)
                .body("result.structuredContent.error", nullValue())
                .body("result.isError", is(false));
    }

    static String json(String text) {
        return text.replace('\'', '"');
    }
}
