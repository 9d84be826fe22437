package dev.patchbay.gateway;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A tenant with one object of each kind, whose names hold a word that occurs nowhere else.
 *
 * @param token of the session
 */
record World(
        Project project, String config, String account, String session, String token, String mcpUrl, String marker) {

    /** Before a test begins. */
    static final World NONE = new World(new Project(""), "", "", "", "", "", "");

    static World of(Project project) {
        return of(project, "ada");
    }

    static World of(Project project, String user) {
        var marker = "marker" + UUID.randomUUID().toString().replace("-", "");
        var config = project.authConfig("scale_ai");
        project.patch("/auth_configs/" + config, "{'type':'custom','name':'" + marker + "'}")
                .statusCode(200);
        var account = project.connect(config, user, "{'generic_api_key':'" + Project.SCALE_KEY + "'}");
        project.patch("/connected_accounts/" + account, "{'alias':'" + marker + "'}")
                .statusCode(200);
        var session = project.post(
                        "/tool_router/session",
                        "{'user_id':'%s','toolkits':{'enable':['scale_ai']},'preload':{'tools':'all'},'experimental':{'m':'%s'}}"
                                .formatted(user, marker))
                .statusCode(201)
                .extract()
                .jsonPath();
        return new World(
                project,
                config,
                account,
                session.getString("session_id"),
                session.getString("mcp.bearer_token"),
                session.getString("mcp.url"),
                marker);
    }

    /** What {@link RouteTable} writes for this tenant's objects, and what it is. */
    String named(String text) {
        return text.replace("TENANT", project.tenant())
                .replace("CONFIG", config)
                .replace("ACCOUNT", account)
                .replaceAll("(?<!OWN_)SESSION", session);
    }

    String ownSession(String text) {
        return text.replace("OWN_SESSION", session);
    }

    /** Ids of the same form that name nothing. */
    static String unknown(String text) {
        return text.replace("CONFIG", "ac_" + "0".repeat(22))
                .replace("ACCOUNT", "ca_" + "0".repeat(22))
                .replaceAll("(?<!OWN_)SESSION", "trs_" + "0".repeat(22));
    }

    /** Every id of this tenant, each replaced by the one that {@link #unknown} gives. */
    String withoutIds(String text) {
        return text.replace(config, "ac_" + "0".repeat(22))
                .replace(account, "ca_" + "0".repeat(22))
                .replace(session, "trs_" + "0".repeat(22));
    }

    List<String> secrets() {
        return List.of(marker, Project.SCALE_KEY, token);
    }

    static HttpAnswer send(RouteTable.Row row, String path, String body, Map<String, String> headers) {
        // Where a stream would open, its answer would not end.
        var accept = row.route().equals("GET /tool_router/{session}/mcp")
                ? "application/json"
                : "application/json, text/event-stream";
        return HttpAnswer.to(row.method(), path, headers, body, accept);
    }

    static HttpAnswer send(String method, String path, String body, Map<String, String> headers) {
        return HttpAnswer.to(method, path, headers, body, "application/json, text/event-stream");
    }
}
