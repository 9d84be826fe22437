package dev.patchbay.gateway;

import dev.patchbay.authstore.tenancy.Tenants;
import dev.patchbay.authstore.token.AdminKeys;
import dev.patchbay.authstore.token.ApiKeys;
import jakarta.enterprise.context.ApplicationScoped;

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
        var tenant = tenants.create("a test's project");
        return new Project(
                apiKeys.create(tenant.id(), "test").text(), tenant.id().value());
    }

    /** An operator's key. */
    String adminKey() {
        return adminKeys.create("test").text();
    }
}
