package dev.patchbay.authstore.request;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.crypto.Place;

/** Where requests and their answers are sealed to. */
public final class RequestPlace {
    /** The purpose of the data key that seals them. */
    public static final String PURPOSE = "requests";

    private RequestPlace() {}

    public static Place of(TenantId tenant, String id) {
        return new Place(PURPOSE, tenant, "idempotency_key", id, "sealed");
    }
}
