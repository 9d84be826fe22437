package dev.patchbay.gateway;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How to call each route with objects of one tenant. In paths and bodies TENANT stands for its id, CONFIG, ACCOUNT, SESSION
 * and KEY_OF_TENANT for the ids of its objects, LOG for that of a call, and OWN_SESSION for a session of whoever calls; the file a.txt is in SESSION where a row has to
 * be answered; OPERATORS_KEY and NEXT_KID for
 * an admin key and a signing key that nothing depends on.
 */
final class RouteTable {
    /** Which credential opens a route. */
    enum Opens {
        PROJECT_KEY,
        PROJECT_KEY_OR_TOKEN,
        ADMIN_KEY
    }

    /**
     * @param route as {@link Routes} writes it
     * @param own what the tenant itself is answered, or, for routes of the administration, an operator
     */
    record Row(String route, Opens opens, String path, String body, int own) {
        String method() {
            return route.substring(0, route.indexOf(' '));
        }

        boolean namesObjects() {
            return Stream.of("CONFIG", "ACCOUNT", "SESSION").anyMatch(id -> (path + body).contains(id));
        }

        @Override
        public String toString() {
            return method() + " " + path + " " + body;
        }
    }

    /** What needs no credential, on purpose: whether the gateway works, its metrics, its contract. */
    static final Set<String> PUBLIC =
            Set.of("/q/health", "/q/health/live", "/q/health/ready", "/q/health/started", "/q/metrics", "/q/openapi");

    /** What extensions of the framework would serve there to everybody. */
    static final Set<String> NOT_SERVED = Set.of(
            "/q",
            "/q/",
            "/q/dev",
            "/q/dev-ui",
            "/q/swagger-ui",
            "/q/health-ui",
            "/q/info",
            "/q/arc",
            "/q/arc/beans",
            "/q/graphql",
            "/q/logging-manager",
            "/q/flyway",
            "/metrics",
            "/health",
            "/openapi");

    private static final String API = "/api/v3.1";
    private static final String CONFIGS = API + "/auth_configs";
    private static final String ACCOUNTS = API + "/connected_accounts";
    private static final String SESSIONS = API + "/tool_router/session";
    private static final String MOUNTS = "/{session}/mounts/{mount}";
    private static final String TOOLS = API + "/tools";
    private static final String ADMIN = "/api/admin/v1";
    /** One row for each method; that the rest of what is not offered is refused in the same way, CatalogueIT looks at. */
    private static final String UNOFFERED = Routes.declared().stream()
            .filter(route -> route.contains("{operation: "))
            .map(route -> route.substring(route.indexOf(' ')))
            .findFirst()
            .orElseThrow();

    private static final String TENANTS = ADMIN + "/tenants";

    /** One row for each route. */
    static final List<Row> ROWS = List.of(
            key("GET " + CONFIGS, "?search=x", "", 200),
            key(
                    "POST " + CONFIGS,
                    "",
                    "{'toolkit':{'slug':'scale_ai'},'auth_config':{'type':'use_custom_auth','authScheme':'API_KEY'}}",
                    201),
            key("GET " + CONFIGS + "/{id}", CONFIGS + "/CONFIG", "", 200),
            key("PATCH " + CONFIGS + "/{id}", CONFIGS + "/CONFIG", "{'type':'custom','name':'changed'}", 200),
            key("PATCH " + CONFIGS + "/{id}/{status: ENABLED|DISABLED}", CONFIGS + "/CONFIG/DISABLED", "", 200),
            key("DELETE " + CONFIGS + "/{id}", CONFIGS + "/CONFIG", "", 200),
            key("GET " + ACCOUNTS, "", "", 200),
            key(
                    "POST " + ACCOUNTS,
                    "",
                    "{'auth_config':{'id':'CONFIG'},'connection':{'user_id':'ada','state':{'authScheme':'API_KEY','val':{'generic_api_key':'test_sim_orchard_01'}}}}",
                    201),
            key("POST " + ACCOUNTS + "/link", "", "{'auth_config_id':'CONFIG','user_id':'ada'}", 201),
            key("GET " + ACCOUNTS + "/{id}", ACCOUNTS + "/ACCOUNT", "", 200),
            key("PATCH " + ACCOUNTS + "/{id}", ACCOUNTS + "/ACCOUNT", "{'alias':'another'}", 200),
            key("PATCH " + ACCOUNTS + "/{id}/status", ACCOUNTS + "/ACCOUNT/status", "{'enabled':false}", 200),
            key("POST " + ACCOUNTS + "/{id}/refresh", ACCOUNTS + "/ACCOUNT/refresh", "{}", 200),
            key("POST " + ACCOUNTS + "/{id}/revoke", ACCOUNTS + "/ACCOUNT/revoke", "{}", 400), // of a key
            key("DELETE " + ACCOUNTS + "/{id}", ACCOUNTS + "/ACCOUNT", "", 200),
            key(
                    "POST " + API + "/files/upload/request",
                    "",
                    "{'toolkit_slug':'scale_ai','tool_slug':'SCALE_AI_LIST_BATCHES','filename':'a.txt','mimetype':'text/plain','md5':'5d41402abc4b2a76b9719d911017c592'}",
                    200),
            key("GET " + API + "/files/list", "", "", 200),
            key("GET " + API + "/toolkits", "", "", 200),
            key("GET " + API + "/toolkits/categories", "", "", 200),
            key("GET " + API + "/toolkits/changelog", "", "", 200),
            key("POST " + API + "/toolkits/multi", "", "{'toolkits':['scale_ai']}", 200),
            key("GET " + API + "/toolkits/{slug}", API + "/toolkits/scale_ai", "", 200),
            key("GET " + TOOLS, "", "", 200),
            key("GET " + TOOLS + "/enum", "", "", 200),
            key("GET " + TOOLS + "/{slug}", TOOLS + "/SCALE_AI_GET_BATCH", "", 200),
            key("POST " + TOOLS + "/scopes/required", "", "{'tools':['SCALE_AI_GET_BATCH']}", 200),
            key(
                    "POST " + TOOLS + "/execute/{slug}",
                    TOOLS + "/execute/SCALE_AI_LIST_BATCHES",
                    "{'connected_account_id':'ACCOUNT'}",
                    200),
            key(
                    "POST " + TOOLS + "/execute/proxy",
                    "",
                    "{'connected_account_id':'ACCOUNT','method':'GET','endpoint':'/batches'}",
                    200),
            key("POST " + API + "/logs/tool_execution", "", "{}", 200),
            key("GET " + API + "/logs/tool_execution/{id}", API + "/logs/tool_execution/LOG", "", 200),
            key("GET " + API + "/org/project/config", "", "", 200),
            key("PATCH " + API + "/org/project/config", "", "{'display_name':'another'}", 200),
            key("GET" + UNOFFERED, API + "/triggers_types", "", 200),
            key("POST" + UNOFFERED, API + "/tools/execute/SCALE_AI_GET_BATCH/input", "{'text':'x'}", 501),
            key("PUT" + UNOFFERED, API + "/webhook_endpoints/x", "{}", 501),
            key("PATCH" + UNOFFERED, API + "/webhook_subscriptions/x", "{}", 501),
            key("DELETE" + UNOFFERED, API + "/trigger_instances/manage/x", "", 501),
            key("POST " + SESSIONS, "", "{'user_id':'ada','connected_accounts':{'scale_ai':['ACCOUNT']}}", 201),
            key("GET " + SESSIONS + "/{session}", SESSIONS + "/SESSION", "", 200),
            key("PATCH " + SESSIONS + "/{session}", SESSIONS + "/SESSION", "{'tags':['readOnlyHint']}", 200),
            key("DELETE " + SESSIONS + "/{session}", SESSIONS + "/SESSION", "", 200),
            key("GET " + SESSIONS + "/{session}/tools", SESSIONS + "/SESSION/tools", "", 200),
            key("GET " + SESSIONS + "/{session}/toolkits", SESSIONS + "/SESSION/toolkits", "", 200),
            key("GET " + SESSIONS + "/{session}/config_history", SESSIONS + "/SESSION/config_history", "", 200),
            key("POST " + SESSIONS + "/{session}/attach", SESSIONS + "/SESSION/attach", "{}", 200),
            key(
                    "POST " + SESSIONS + "/{session}/execute",
                    SESSIONS + "/SESSION/execute",
                    "{'tool_slug':'SCALE_AI_LIST_BATCHES'}",
                    200),
            key(
                    "POST " + SESSIONS + "/{session}/proxy_execute",
                    SESSIONS + "/SESSION/proxy_execute",
                    "{'toolkit_slug':'scale_ai','method':'GET','endpoint':'/batches'}",
                    200),
            key(
                    "POST " + SESSIONS + "/{session}/execute_meta",
                    SESSIONS + "/SESSION/execute_meta",
                    "{'slug':'COMPOSIO_SEARCH_TOOLS','arguments':{'queries':[{'use_case':'list batches'}]}}",
                    200),
            key(
                    "POST " + SESSIONS + "/{session}/search",
                    SESSIONS + "/SESSION/search",
                    "{'queries':[{'use_case':'list batches'}]}",
                    200),
            key("POST " + SESSIONS + "/{session}/link", SESSIONS + "/SESSION/link", "{'toolkit':'scale_ai'}", 201),
            key("POST " + SESSIONS + "/{session}/tokens", SESSIONS + "/SESSION/tokens", "{}", 201),
            key("DELETE " + SESSIONS + "/{session}/tokens", SESSIONS + "/SESSION/tokens", "", 200),
            key("GET " + SESSIONS + MOUNTS + "/items", SESSIONS + "/SESSION/mounts/files/items", "", 200),
            key(
                    "POST " + SESSIONS + MOUNTS + "/upload_url",
                    SESSIONS + "/SESSION/mounts/files/upload_url",
                    "{'mount_relative_path':'b.txt'}",
                    201),
            key(
                    "POST " + SESSIONS + MOUNTS + "/download_url",
                    SESSIONS + "/SESSION/mounts/files/download_url",
                    "{'mount_relative_path':'a.txt'}",
                    201),
            key(
                    "POST " + SESSIONS + MOUNTS + "/delete",
                    SESSIONS + "/SESSION/mounts/files/delete",
                    "{'mount_relative_path':'a.txt'}",
                    200),
            mcp("POST", "{'jsonrpc':'2.0','id':1,'method':'tools/list'}", 200),
            mcp("GET", "", 406), // asked for JSON; what a stream says is in ListChangedIT
            mcp("DELETE", "", 405),
            admin("GET " + TENANTS, "", "", 200),
            admin("POST " + TENANTS, "", "{'name':'another'}", 201),
            admin("GET " + TENANTS + "/{tenant}", TENANTS + "/TENANT", "", 200),
            admin("DELETE " + TENANTS + "/{tenant}", TENANTS + "/TENANT", "{'confirm':'TENANT'}", 200),
            admin("GET " + TENANTS + "/{tenant}/api_keys", TENANTS + "/TENANT/api_keys", "", 200),
            admin("POST " + TENANTS + "/{tenant}/api_keys", TENANTS + "/TENANT/api_keys", "{'name':'another'}", 201),
            admin(
                    "DELETE " + TENANTS + "/{tenant}/api_keys/{key}",
                    TENANTS + "/TENANT/api_keys/KEY_OF_TENANT",
                    "",
                    200),
            admin("POST " + TENANTS + "/{tenant}/data_keys/rotate", TENANTS + "/TENANT/data_keys/rotate", "", 200),
            admin("GET " + TENANTS + "/{tenant}/audit_events", TENANTS + "/TENANT/audit_events", "", 200),
            admin("GET " + ADMIN + "/admin_keys", "", "", 200),
            admin("POST " + ADMIN + "/admin_keys", "", "{'name':'another'}", 201),
            admin("DELETE " + ADMIN + "/admin_keys/{key}", ADMIN + "/admin_keys/OPERATORS_KEY", "", 200),
            admin("GET " + ADMIN + "/signing_keys", "", "", 200),
            admin("POST " + ADMIN + "/signing_keys/rotate", "", "", 201),
            admin("DELETE " + ADMIN + "/signing_keys/{kid}", ADMIN + "/signing_keys/NEXT_KID", "", 200),
            admin("GET " + ADMIN + "/encryption_keys", "", "", 200),
            admin("POST " + ADMIN + "/encryption_keys/rewrap", "", "", 200),
            admin("GET " + ADMIN + "/audit_events", "", "", 200),
            admin("POST " + ADMIN + "/audit/verify", "", "{'tenant':'TENANT'}", 200),
            admin("GET " + ADMIN + "/audit/checkpoints", "", "", 200),
            admin("POST " + ADMIN + "/audit/checkpoints", "", "", 200));

    /** The other places where an object can be named: queries, nested members, arguments of a call. */
    static final List<Row> ELSEWHERE = List.of(
            key("GET " + ACCOUNTS, "?auth_config_ids=CONFIG", "", 200),
            key("GET " + ACCOUNTS, "?connected_account_ids=ACCOUNT", "", 200),
            key("GET " + TOOLS, "?auth_config_ids=CONFIG", "", 200),
            key("GET " + ACCOUNTS, "?connected_account_ids[]=ACCOUNT&auth_config_ids=[\"CONFIG\"]", "", 200),
            key("POST " + SESSIONS, "", "{'user_id':'ada','auth_configs':{'scale_ai':'CONFIG'}}", 201),
            key("POST " + SESSIONS, "", "{'user_id':'ada','connected_accounts':{'scale_ai':'ACCOUNT'}}", 201),
            key("PATCH " + SESSIONS, SESSIONS + "/OWN_SESSION", "{'auth_configs':{'scale_ai':'CONFIG'}}", 200),
            key("PATCH " + SESSIONS, SESSIONS + "/OWN_SESSION", "{'connected_accounts':{'scale_ai':['ACCOUNT']}}", 200),
            key(
                    "POST " + SESSIONS,
                    SESSIONS + "/OWN_SESSION/execute",
                    "{'tool_slug':'SCALE_AI_LIST_BATCHES','account':'ACCOUNT'}",
                    200),
            key(
                    "POST " + SESSIONS,
                    SESSIONS + "/OWN_SESSION/proxy_execute",
                    "{'toolkit_slug':'scale_ai','method':'GET','endpoint':'/batches','account':'ACCOUNT'}",
                    200),
            key(
                    "POST " + TOOLS,
                    TOOLS + "/execute/SCALE_AI_LIST_BATCHES",
                    "{'user_id':'ada','connected_account_id':'ACCOUNT'}",
                    200));

    private static final String BATCH =
            "{'tools':[{'tool_slug':'SCALE_AI_LIST_BATCHES','arguments':{},'account':'ACCOUNT'}]}";

    /** An account named in a call of a batch, which is answered 200 whatever becomes of the calls in it. */
    static final List<Row> IN_A_BATCH = List.of(
            key(
                    "POST " + TOOLS,
                    TOOLS + "/execute/COMPOSIO_MULTI_EXECUTE_TOOL",
                    "{'user_id':'ada','arguments':" + BATCH + "}",
                    200),
            key(
                    "POST " + SESSIONS,
                    SESSIONS + "/OWN_SESSION/execute",
                    "{'tool_slug':'COMPOSIO_MULTI_EXECUTE_TOOL','arguments':" + BATCH + "}",
                    200),
            key(
                    "POST " + SESSIONS,
                    SESSIONS + "/OWN_SESSION/execute_meta",
                    "{'slug':'COMPOSIO_MULTI_EXECUTE_TOOL','arguments':" + BATCH + "}",
                    200),
            key(
                    "POST " + SESSIONS,
                    "/tool_router/OWN_SESSION/mcp",
                    "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'COMPOSIO_MULTI_EXECUTE_TOOL','arguments':"
                            + BATCH + "}}",
                    200));

    private RouteTable() {}

    /** @param path the whole of it, or what follows the route's own when that has no placeholders */
    private static Row key(String route, String path, String body, int own) {
        return row(route, Opens.PROJECT_KEY, path, body, own);
    }

    private static Row admin(String route, String path, String body, int own) {
        return row(route, Opens.ADMIN_KEY, path, body, own);
    }

    private static Row row(String route, Opens opens, String path, String body, int own) {
        var whole = path.startsWith("/") ? path : route.substring(route.indexOf(' ') + 1) + path;
        return new Row(route, opens, whole, body.replace('\'', '"'), own);
    }

    private static Row mcp(String method, String body, int own) {
        return new Row(
                method + " /tool_router/{session}/mcp",
                Opens.PROJECT_KEY_OR_TOKEN,
                "/tool_router/SESSION/mcp",
                body.replace('\'', '"'),
                own);
    }
}
