package dev.patchbay.authstore.connection;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.crypto.Place;

/** Where the fields of connected accounts are sealed to. */
public final class CredentialPlace {
    /** The purpose of the data key that seals them. */
    public static final String PURPOSE = "credentials";

    private CredentialPlace() {}

    public static Place of(TenantId tenant, AccountId account, String field) {
        return new Place(PURPOSE, tenant, "account_secret", account.value(), field);
    }
}
