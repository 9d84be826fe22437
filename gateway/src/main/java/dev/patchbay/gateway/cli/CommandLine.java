package dev.patchbay.gateway.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns the words of a command into the request it stands for. */
final class CommandLine {
    static final String USAGE = """
            Usage: ./patchbay admin COMMAND

              tenants list                     every tenant
              tenants create NAME              a tenant with its first API key, shown this once
              tenants shred TENANT --confirm TENANT
                                               destroy a tenant's keys and data for good
              api-keys list TENANT             a tenant's API keys
              api-keys create TENANT NAME [--scope SCOPE]… [--allow-ip CIDR]… [--expires TIME]
                                               an API key, shown this once; without options good for everything
              api-keys revoke TENANT KEY_ID    stop an API key on all nodes within five seconds
              admin-keys list                  the keys that open the administration
              admin-keys create NAME           another, shown this once
              admin-keys revoke KEY_ID         stop one; the last one cannot be stopped
              signing-keys list                the keys that sign session tokens
              signing-keys rotate              a new one takes over; tokens signed before stay good
              signing-keys remove KID          emergency: refuse every token this key has signed
              encryption-keys show             which key-encryption keys wrap how many keys
              encryption-keys rewrap           wrap all keys with the first key of the key file
              data-keys rotate TENANT          encrypt a tenant's credentials and files with a new key
              audit verify [TENANT]            check the audit log, of all or one tenant
              audit list [TENANT] [--after SEQUENCE]
                                               a tenant's audit log, or the installation's

            It speaks to the gateway running here, with the key in PATCHBAY_HOME/admin-key (or the file that
            PATCHBAY_ADMIN_KEY_FILE names). Ends with 0 when done, 1 when refused or not reachable, 2 when not understood.
            """;

    private final List<String> words;

    private CommandLine(List<String> words) {
        this.words = new ArrayList<>(words);
    }

    /** @throws UsageProblem naming what is missing or not understood */
    static AdminRequest parse(List<String> words) throws UsageProblem {
        var line = new CommandLine(words);
        var request = line.request(line.next("a command") + " " + line.next("what to do with it"));
        if (!line.words.isEmpty()) {
            throw new UsageProblem("Not understood: " + line.words.getFirst());
        }
        return request;
    }

    private AdminRequest request(String command) throws UsageProblem {
        return switch (command) {
            case "tenants list" -> AdminRequest.get("/tenants");
            case "tenants create" -> AdminRequest.post("/tenants", named("NAME"));
            case "tenants shred" -> shred();
            case "api-keys list" -> AdminRequest.get(tenant() + "/api_keys");
            case "api-keys create" -> createKey();
            case "api-keys revoke" -> AdminRequest.delete(tenant() + "/api_keys/" + id("KEY_ID"));
            case "admin-keys list" -> AdminRequest.get("/admin_keys");
            case "admin-keys create" -> AdminRequest.post("/admin_keys", named("NAME"));
            case "admin-keys revoke" -> AdminRequest.delete("/admin_keys/" + id("KEY_ID"));
            case "signing-keys list" -> AdminRequest.get("/signing_keys");
            case "signing-keys rotate" -> AdminRequest.post("/signing_keys/rotate");
            case "signing-keys remove" -> AdminRequest.delete("/signing_keys/" + id("KID"));
            case "encryption-keys show" -> AdminRequest.get("/encryption_keys");
            case "encryption-keys rewrap" -> AdminRequest.post("/encryption_keys/rewrap");
            case "data-keys rotate" -> AdminRequest.post(tenant() + "/data_keys/rotate");
            case "audit verify" -> AdminRequest.post("/audit/verify", chain());
            case "audit list" -> events();
            default -> throw new UsageProblem("Not understood: " + command);
        };
    }

    private AdminRequest shred() throws UsageProblem {
        var confirmed = options("--confirm");
        var tenant = next("TENANT");
        if (confirmed.isEmpty()) {
            throw new UsageProblem("This cannot be undone; repeat the tenant's id after --confirm.");
        }
        var body = object().put("confirm", confirmed.getFirst());
        return new AdminRequest("DELETE", "/tenants/" + encoded(tenant), Optional.of(body));
    }

    private AdminRequest createKey() throws UsageProblem {
        var scopes = options("--scope");
        var addresses = options("--allow-ip");
        var ends = options("--expires");
        var path = tenant() + "/api_keys";
        var body = named("NAME");
        if (!scopes.isEmpty()) {
            scopes.forEach(body.putArray("scopes")::add);
        }
        if (!addresses.isEmpty()) {
            addresses.forEach(body.putArray("allowed_ips")::add);
        }
        if (!ends.isEmpty()) {
            body.put("expires_at", ends.getLast());
        }
        return AdminRequest.post(path, body);
    }

    private ObjectNode chain() {
        return words.isEmpty() ? object() : object().put("tenant", words.removeFirst());
    }

    private AdminRequest events() throws UsageProblem {
        var after = options("--after");
        var path = words.isEmpty() ? "/audit_events" : tenant() + "/audit_events";
        return AdminRequest.get(after.isEmpty() ? path : path + "?after=" + encoded(after.getLast()));
    }

    private ObjectNode named(String expected) throws UsageProblem {
        return object().put("name", next(expected));
    }

    private String tenant() throws UsageProblem {
        return "/tenants/" + id("TENANT");
    }

    private String id(String expected) throws UsageProblem {
        return encoded(next(expected));
    }

    private String next(String expected) throws UsageProblem {
        if (words.isEmpty()) {
            throw new UsageProblem("Missing: " + expected);
        }
        return words.removeFirst();
    }

    /** Takes every option of this name, with its value, out of the words. */
    private List<String> options(String name) throws UsageProblem {
        var values = new ArrayList<String>();
        for (int at = words.indexOf(name); at >= 0; at = words.indexOf(name)) {
            words.remove(at);
            if (at == words.size()) {
                throw new UsageProblem("Missing: what " + name + " is");
            }
            values.add(words.remove(at));
        }
        return values;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
