package dev.patchbay.gateway.connect;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.AuthConfig;
import dev.patchbay.authstore.connection.AuthConfig.Status;
import dev.patchbay.authstore.connection.AuthConfigFilter;
import dev.patchbay.authstore.connection.AuthConfigFilter.Disabled;
import dev.patchbay.authstore.connection.AuthConfigId;
import dev.patchbay.authstore.connection.AuthConfigs;
import dev.patchbay.authstore.connection.NewAuthConfig;
import dev.patchbay.authstore.connection.Slice;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.gateway.connect.LinkIssue.Reason;
import dev.patchbay.gateway.connect.LinkIssue.Refused;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import dev.patchbay.toolkit.ToolkitSlug;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Under which auth config a link's account is made. Where a tenant has none of the toolkit yet a first one is made, which an
 * auth config here can be without anybody's doing: it holds no secret. A tenant that has some, and has switched them all off,
 * meant it.
 */
@ApplicationScoped
class AuthConfigChoice {
    /** The one scheme of our toolkits: fields that a user fills in. */
    private static final String SCHEME = "API_KEY";

    private static final Slice ALL = new Slice(0, 1000);

    private final AuthConfigs configs;
    private final Catalog catalog;
    private final AuditTrail trail;
    private final CurrentCaller caller;

    AuthConfigChoice(AuthConfigs configs, Catalog catalog, AuditTrail trail, CurrentCaller caller) {
        this.configs = configs;
        this.catalog = catalog;
        this.trail = trail;
        this.caller = caller;
    }

    sealed interface Choice {
        record Of(AuthConfig config) implements Choice {}

        record None(Refused why) implements Choice {}
    }

    /** Called inside a transaction of the tenant. */
    Choice of(TenantId tenant, ToolkitSlug toolkit, Optional<AuthConfigId> named) {
        return named.map(id -> named(tenant, toolkit, id)).orElseGet(() -> unnamed(tenant, toolkit));
    }

    static Refused unknown() {
        return new Refused(Reason.AUTH_CONFIG_UNKNOWN, "There is no such auth config of this toolkit.");
    }

    private Choice named(TenantId tenant, ToolkitSlug toolkit, AuthConfigId id) {
        var found = configs.get(tenant, id).filter(config -> config.toolkit().equals(toolkit));
        if (found.isEmpty()) {
            return new Choice.None(unknown());
        }
        return switch (found.get().status()) {
            case ENABLED -> new Choice.Of(found.get());
            case DISABLED -> unusable("Auth config " + id + " is disabled; enable it or name another.");
        };
    }

    private Choice unnamed(TenantId tenant, ToolkitSlug toolkit) {
        var all = all(tenant, toolkit);
        if (all.isEmpty()) {
            // Only who might make the first one waits for others who might; one of them may have made it meanwhile.
            configs.lock(tenant, toolkit);
            all = all(tenant, toolkit);
        }
        if (all.isEmpty()) {
            return new Choice.Of(made(tenant, toolkit));
        }
        return all.stream()
                .filter(config -> config.status() == Status.ENABLED && config.enabledForToolRouter())
                .findFirst()
                .<Choice>map(Choice.Of::new)
                .orElseGet(() -> unusable("Every auth config of " + toolkit
                        + " is disabled or not enabled for sessions; enable one, or name the one to use."));
    }

    private List<AuthConfig> all(TenantId tenant, ToolkitSlug toolkit) {
        return configs.list(tenant, new AuthConfigFilter(Set.of(toolkit), Disabled.SHOWN, Optional.empty()), ALL)
                .items();
    }

    private AuthConfig made(TenantId tenant, ToolkitSlug toolkit) {
        var title = catalog.toolkit(toolkit).orElseThrow().title();
        var config = configs.create(tenant, new NewAuthConfig(toolkit, title, SCHEME, Json.object(), true));
        trail.record(
                tenant,
                AuditEvent.done(
                                "auth_config.created",
                                caller.actor(),
                                config.id().value())
                        .with("toolkit", toolkit.value()));
        return config;
    }

    private static Choice unusable(String why) {
        return new Choice.None(new Refused(Reason.AUTH_CONFIG_UNUSABLE, why));
    }
}
