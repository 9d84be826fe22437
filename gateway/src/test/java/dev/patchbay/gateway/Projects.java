package dev.patchbay.gateway;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.tenancy.Tenants;
import dev.patchbay.authstore.token.AdminKeys;
import dev.patchbay.authstore.token.ApiKeys;
import dev.patchbay.authstore.token.KeyLimits;
import dev.patchbay.authstore.token.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes tenants for tests, each with an API key. */
@ApplicationScoped
class Projects {
    private final Tenants tenants;
    private final ApiKeys apiKeys;
    private final AdminKeys adminKeys;

    Projects(Tenants tenants, ApiKeys apiKeys, AdminKeys adminKeys) {
        this.adminKeys = adminKeys;
        this.tenants = tenants;
        this.apiKeys = apiKeys;
    }

    Project create() {
        return create("a test's project");
    }

    Project create(String name) {
        var tenant = tenants.create(name);
        return new Project(
                apiKeys.create(tenant.id(), "test").text(), tenant.id().value());
    }

    /** As an operator would, at this node. */
    void revokeKeys(Project project) {
        var tenant = new TenantId(project.tenant());
        apiKeys.all(tenant).forEach(key -> apiKeys.revoke(tenant, key.id()));
    }

    /** The same project with a key that is good for these only, each like {@code tool_execution:write}. */
    Project limited(Project project, String... scopes) {
        var limits = new KeyLimits(
                Optional.of(Arrays.stream(scopes)
                        .map(name -> Scope.named(name).orElseThrow())
                        .collect(Collectors.toSet())),
                KeyLimits.NONE.addresses(),
                Optional.empty());
        return new Project(
                apiKeys.create(new TenantId(project.tenant()), "limited", limits)
                        .text(),
                project.tenant());
    }

    /** An operator's key. */
    String adminKey() {
        return adminKeys.create("test").text();
    }
}
