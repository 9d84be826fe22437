package dev.patchbay.authstore.crypto;

import dev.patchbay.authstore.TenantId;
import java.util.List;

/**
 * What a stored key is for. Wrapped for one slot, it unwraps in no other: a row that was copied to another tenant, purpose or
 * version is of no use there (R09).
 */
public record KeySlot(List<String> parts) {
    private static final String LABEL = "patchbay key wrap 1";

    public KeySlot {
        parts = List.copyOf(parts);
    }

    public static KeySlot ofTenant(TenantId tenant, String purpose, int version) {
        return new KeySlot(List.of("tenant", tenant.value(), purpose, String.valueOf(version)));
    }

    public static KeySlot ofInstallation(String purpose, int version) {
        return new KeySlot(List.of("installation", purpose, String.valueOf(version)));
    }

    /** The label under which the wrapping key of this slot is derived. */
    byte[] label() {
        var out = new LengthPrefixed();
        out.add(LABEL);
        parts.forEach(out::add);
        return out.bytes();
    }
}
