package dev.patchbay.authstore.crypto;

import dev.patchbay.authstore.TenantId;
import java.util.List;

/** Where a ciphertext belongs. Sealed for one place, it opens in no other. */
public record Place(String purpose, TenantId tenant, String table, String row, String column) {

    byte[] associatedData(int keyVersion) {
        var out = new LengthPrefixed();
        List.of(purpose, tenant.value(), table, row, column).forEach(out::add);
        out.add(keyVersion);
        return out.bytes();
    }
}
