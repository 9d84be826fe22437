package dev.patchbay.gateway;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.authstore.token.AddressRange;
import dev.patchbay.authstore.token.AdminKeys;
import dev.patchbay.authstore.token.ApiKeys;
import dev.patchbay.authstore.token.KeyLimits;
import dev.patchbay.authstore.token.NewApiKey;
import dev.patchbay.authstore.token.Scope;
import dev.patchbay.gateway.session.ExpiredTokens;
import dev.patchbay.gateway.session.SessionId;
import dev.patchbay.gateway.session.Sessions;
import dev.patchbay.gateway.session.SigningKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Every way of presenting oneself that must not open a route, as the headers it is sent with. */
@ApplicationScoped
class Credentials {
    static final String KEY = "x-api-key";
    static final String AUTHORIZATION = "Authorization";

    private final ApiKeys apiKeys;
    private final AdminKeys adminKeys;
    private final Sessions sessions;
    private final ExpiredTokens expired;
    private final SigningKeys signingKeys;
    private final TenantTransactions transactions;
    private final Clock clock;

    Credentials(
            ApiKeys apiKeys,
            AdminKeys adminKeys,
            Sessions sessions,
            ExpiredTokens expired,
            SigningKeys signingKeys,
            TenantTransactions transactions,
            Clock clock) {
        this.apiKeys = apiKeys;
        this.adminKeys = adminKeys;
        this.sessions = sessions;
        this.expired = expired;
        this.signingKeys = signingKeys;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** For routes that a project's key opens. All but the two that name nobody are of the tenant itself. */
    Map<String, Map<String, String>> thatNoProjectHas(World world) {
        var tenant = tenantOf(world);
        var key = world.project().apiKey();
        var refused = new LinkedHashMap<String, Map<String, String>>();
        refused.put("nothing", Map.of());
        refused.put("an empty key", Map.of(KEY, ""));
        refused.put("a malformed key", Map.of(KEY, "ak_short"));
        refused.put("a key with a wrong checksum", Map.of(KEY, key.substring(0, key.length() - 1) + other(key)));
        refused.put("a well-formed key that is unknown", Map.of(KEY, unknownKey(tenant)));
        refused.put("a revoked key", Map.of(KEY, revokedKey(tenant)));
        refused.put("a key for other addresses", Map.of(KEY, keyForElsewhere(tenant)));
        refused.put("an expired key", Map.of(KEY, expiredKey(tenant)));
        refused.put("the key as a bearer token", Map.of(AUTHORIZATION, "Bearer " + key));
        refused.put("the key as a password", Map.of(AUTHORIZATION, "Basic " + key));
        refused.put("an admin key", Map.of(AUTHORIZATION, "Bearer " + adminKey()));
        refused.put("an admin key as a project's", Map.of(KEY, adminKey()));
        refused.put("a token as a key", Map.of(KEY, world.token()));
        refused.put("key and token", Map.of(KEY, key, AUTHORIZATION, "Bearer " + world.token()));
        refused.put("the key in two headers", Map.of(KEY, key, "x-org-api-key", key));
        refused.put("a garbled token", Map.of(AUTHORIZATION, "Bearer " + garbled(world.token())));
        refused.put("an expired token", Map.of(AUTHORIZATION, "Bearer " + expiredToken(world)));
        refused.put("another scheme", Map.of(AUTHORIZATION, "Token " + world.token()));
        return refused;
    }

    /** For routes of the administration. */
    Map<String, Map<String, String>> thatNoOperatorHas(World world) {
        var refused = new LinkedHashMap<String, Map<String, String>>();
        var admin = adminKey();
        refused.put("nothing", Map.of());
        refused.put("a malformed key", Map.of(AUTHORIZATION, "Bearer adm_short"));
        refused.put(
                "a wrong checksum",
                Map.of(AUTHORIZATION, "Bearer " + admin.substring(0, admin.length() - 1) + other(admin)));
        refused.put("an admin key as a project's", Map.of(KEY, admin));
        refused.put("a project's key", Map.of(KEY, world.project().apiKey()));
        refused.put(
                "a project's key as a bearer token",
                Map.of(AUTHORIZATION, "Bearer " + world.project().apiKey()));
        refused.put("a session's token", Map.of(AUTHORIZATION, "Bearer " + world.token()));
        refused.put("two", Map.of(KEY, world.project().apiKey(), AUTHORIZATION, "Bearer " + admin));
        return refused;
    }

    /** What {@link RouteTable} writes, with the ids of what is there; what an operator may destroy is made for it. */
    String named(World world, String text) {
        var named = text;
        if (named.contains("KEY_OF_TENANT")) {
            named = named.replace(
                    "KEY_OF_TENANT", apiKeys.create(tenantOf(world), "spare").id());
        }
        if (named.contains("OPERATORS_KEY")) {
            named = named.replace("OPERATORS_KEY", adminKeys.create("spare").id());
        }
        if (named.contains("LOG")) {
            String log = world.project()
                    .executes("SCALE_AI_LIST_BATCHES", "ada", "{\"limit\":1}")
                    .extract()
                    .path("log_id");
            named = named.replace("LOG", log);
        }
        if (named.contains("NEXT_KID")) {
            named = named.replace("NEXT_KID", signingKeys.rotate());
        }
        return world.named(named);
    }

    /** A valid key of the tenant, good for something that no route does. */
    String keyForNothingHere(World world) {
        var scopes = Optional.of(Set.of(Scope.named("toolkits:write").orElseThrow()));
        return apiKeys.create(tenantOf(world), "narrow", new KeyLimits(scopes, List.of(), Optional.empty()))
                .text();
    }

    String adminKey() {
        return adminKeys.create("test").text();
    }

    String expiredToken(World world) {
        var session =
                sessions.find(tenantOf(world), new SessionId(world.session())).orElseThrow();
        return expired.of(session, world.mcpUrl());
    }

    private TenantId tenantOf(World world) {
        return apiKeys.authenticate(world.project().apiKey(), null)
                .orElseThrow()
                .tenant();
    }

    /** Made as every key is, and its row never committed. */
    private String unknownKey(TenantId tenant) {
        var made = new AtomicReference<NewApiKey>();
        try {
            transactions.run(tenant, () -> {
                made.set(apiKeys.create(tenant, "undone"));
                throw new Undone();
            });
        } catch (Undone onPurpose) {
            return made.get().text();
        }
        throw new IllegalStateException("committed");
    }

    private String keyForElsewhere(TenantId tenant) {
        var elsewhere = List.of(AddressRange.parse("203.0.113.0/24").orElseThrow());
        return apiKeys.create(tenant, "elsewhere", new KeyLimits(Optional.empty(), elsewhere, Optional.empty()))
                .text();
    }

    private String revokedKey(TenantId tenant) {
        var key = apiKeys.create(tenant, "revoked");
        apiKeys.revoke(tenant, key.id());
        return key.text();
    }

    private String expiredKey(TenantId tenant) {
        return apiKeys.create(
                        tenant, "expired", KeyLimits.NONE.until(clock.instant().minus(Duration.ofSeconds(1))))
                .text();
    }

    private static String garbled(String token) {
        var at = token.length() - 10;
        return token.substring(0, at) + other(token.substring(0, at + 1)) + token.substring(at + 1);
    }

    private static char other(String text) {
        return text.charAt(text.length() - 1) == 'A' ? 'B' : 'A';
    }

    private static final class Undone extends RuntimeException {
        Undone() {
            super("undone", null, false, false);
        }
    }
}
