package dev.patchbay.gateway;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Which route leaves which acts on record (R53). A route that is added without saying so here fails; that each act is one row
 * is what AuditIT, AdminAuditIT and MixedActsIT look at.
 */
class RecordedActsTest {
    private static final String API = "/api/v3.1";
    private static final String ADMIN = "/api/admin/v1";
    private static final String CALL = "tool.execution_started tool.execution_ended tool.refused egress.blocked"
            + " connected_account.changed connected_account.status_changed credential.integrity_failed";

    private static final String PROXY =
            "tool.execution_started tool.execution_ended tool.refused egress.blocked" + " credential.integrity_failed";
    /** What is answered 501. */
    private static final String UNOFFERED = Routes.declared().stream()
            .filter(route -> route.contains("{operation: "))
            .map(route -> route.substring(route.indexOf(' ')))
            .findFirst()
            .orElseThrow();

    /** Routes that may change something, and the actions, parted by spaces, that they can leave on record. */
    private static final Map<String, String> ACTS = Map.ofEntries(
            entry("POST " + API + "/auth_configs", "auth_config.created"),
            entry("PATCH " + API + "/auth_configs/{id}", "auth_config.changed"),
            entry(
                    "PATCH " + API + "/auth_configs/{id}/{status: ENABLED|DISABLED}",
                    "auth_config.enabled auth_config.disabled"),
            entry("DELETE " + API + "/auth_configs/{id}", "auth_config.deleted"),
            entry(
                    "POST " + API + "/connected_accounts",
                    "connected_account.created connect_link.created egress.blocked"),
            entry("POST " + API + "/connected_accounts/link", "connect_link.created"),
            entry(
                    "PATCH " + API + "/connected_accounts/{id}",
                    "connected_account.changed connected_account.acl_changed egress.blocked"
                            + " credential.integrity_failed"),
            entry(
                    "POST " + API + "/connected_accounts/{id}/refresh",
                    "connect_link.created connected_account.status_changed egress.blocked"
                            + " credential.integrity_failed"),
            // Refused whatever it is asked for.
            entry("POST " + API + "/connected_accounts/{id}/revoke", ""),
            entry(
                    "PATCH " + API + "/connected_accounts/{id}/status",
                    "connected_account.enabled connected_account.disabled"),
            entry("DELETE " + API + "/connected_accounts/{id}", "connected_account.deleted"),
            // Sending a file changes nobody's rights; what a call does with it is in the call's rows.
            entry("POST " + API + "/files/upload/request", ""),
            entry("POST " + API + "/tools/execute/{slug}", CALL),
            // These read what is too long for a query.
            entry("POST " + API + "/tools/scopes/required", ""),
            entry("POST " + API + "/toolkits/multi", ""),
            // What is attached is told back and not kept.
            entry("POST " + API + "/tool_router/session/{session}/attach", ""),
            entry("POST " + API + "/tools/execute/proxy", PROXY),
            entry("POST " + API + "/tool_router/session/{session}/proxy_execute", PROXY),
            entry("POST " + API + "/logs/tool_execution", ""), // reads
            entry("PATCH " + API + "/org/project/config", "project.changed"),
            entry("POST" + UNOFFERED, ""),
            entry("PUT" + UNOFFERED, ""),
            entry("PATCH" + UNOFFERED, ""),
            entry("DELETE" + UNOFFERED, ""),
            entry("POST " + API + "/tool_router/session", "session.created session_token.issued"),
            entry("PATCH " + API + "/tool_router/session/{session}", "session.changed"),
            entry("DELETE " + API + "/tool_router/session/{session}", "session.deleted"),
            entry("POST " + API + "/tool_router/session/{session}/execute", CALL),
            entry("POST " + API + "/tool_router/session/{session}/execute_meta", CALL),
            entry("POST " + API + "/tool_router/session/{session}/search", "tool.refused"),
            entry(
                    "POST " + API + "/tool_router/session/{session}/link",
                    "connect_link.created auth_config.created tool.refused"),
            entry("POST " + API + "/tool_router/session/{session}/tokens", "session_token.issued"),
            entry("DELETE " + API + "/tool_router/session/{session}/tokens", "session_token.revoked"),
            // As with other files: sending one and asking for its address change nobody's rights.
            entry("POST " + API + "/tool_router/session/{session}/mounts/{mount}/upload_url", ""),
            entry("POST " + API + "/tool_router/session/{session}/mounts/{mount}/download_url", ""),
            entry("POST " + API + "/tool_router/session/{session}/mounts/{mount}/delete", "session_file.deleted"),
            // Only here is anybody asked.
            entry("POST /tool_router/{session}/mcp", CALL + " tool.approved"),
            entry("DELETE /tool_router/{session}/mcp", ""), // not offered
            entry("POST " + ADMIN + "/tenants", "tenant.created api_key.created"),
            entry("DELETE " + ADMIN + "/tenants/{tenant}", "tenant.shred_requested tenant.shredded"),
            entry("POST " + ADMIN + "/tenants/{tenant}/api_keys", "api_key.created"),
            entry("DELETE " + ADMIN + "/tenants/{tenant}/api_keys/{key}", "api_key.revoked"),
            entry(
                    "POST " + ADMIN + "/tenants/{tenant}/data_keys/rotate",
                    "data_key.rotated credential.integrity_failed"),
            entry("POST " + ADMIN + "/admin_keys", "admin_key.created"),
            entry("DELETE " + ADMIN + "/admin_keys/{key}", "admin_key.revoked"),
            entry("POST " + ADMIN + "/signing_keys/rotate", "signing_key.rotated"),
            entry("DELETE " + ADMIN + "/signing_keys/{kid}", "signing_key.removed"),
            entry(
                    "POST " + ADMIN + "/encryption_keys/rewrap",
                    "encryption_key.rewrap_requested encryption_key.rewrapped"),
            entry("POST " + ADMIN + "/audit/verify", "audit.verified"),
            entry("POST " + ADMIN + "/audit/checkpoints", "audit.checkpointed"));

    /** Acts that no route stands for: the first start's, refusals before a route is reached, and those of the Connect page. */
    private static final Set<String> WITHOUT_A_ROUTE = Set.of(
            "signing_key.created",
            // In place of whatever the route would record.
            "request.replayed",
            "authentication.failed",
            "access.refused",
            "connected_account.connected",
            "connected_account.refused",
            "connect_link.declined");

    @Test
    void everyRouteThatMayChangeSomethingSaysWhatItRecords() {
        var changing = Routes.declared().stream()
                .filter(route -> !route.startsWith("GET "))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(changing).isEqualTo(new TreeSet<>(ACTS.keySet()));
    }

    @Test
    void theDocumentListsTheseActsAndNoOthers() throws IOException {
        var acts = new TreeSet<>(WITHOUT_A_ROUTE);
        ACTS.values().stream()
                .filter(list -> !list.isEmpty())
                .forEach(list -> acts.addAll(Set.of(list.split(" ", -1))));

        var documented = new TreeSet<String>();
        for (var line : Files.readAllLines(Path.of("../docs/security/audit.md"))) {
            var action = Pattern.compile("`([a-z_]+\\.[a-z_]+)`");
            var cells = line.split("\\|", 3);
            if (cells.length == 3 && cells[0].isBlank()) {
                action.matcher(cells[1]).results().forEach(found -> documented.add(found.group(1)));
            }
        }

        assertThat(documented).isEqualTo(acts);
    }
}
