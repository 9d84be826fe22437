package dev.patchbay.authstore.exchange;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.crypto.Place;

/** Where answers are sealed to. */
public final class AnswerPlace {
    /** The purpose of the data key that seals them. */
    public static final String PURPOSE = "answers";

    private AnswerPlace() {}

    public static Place of(TenantId tenant, String id) {
        return new Place(PURPOSE, tenant, "mcp_answer", id, "sealed");
    }
}
