package dev.patchbay.authstore;

import java.util.regex.Pattern;

/** A tenant: {@code pr_} and 22 random base62 characters. On the wire it is called a project. */
public record TenantId(String value) {
    private static final Pattern FORM = Pattern.compile("pr_[A-Za-z0-9]{22}");

    /** Stands for the installation itself, where something is kept per tenant and also for none. No tenant has this id. */
    public static final TenantId INSTALLATION = new TenantId("pr_installation0000000000");

    public TenantId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a tenant id");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
