package dev.patchbay.authstore.crypto;

import dev.patchbay.authstore.TenantId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Where a ciphertext belongs. Sealed for one place, it opens in no other. */
public record Place(String purpose, TenantId tenant, String table, String row, String column) {

    /** Each part with its length before it, so that no two places read alike. */
    byte[] associatedData(int keyVersion) {
        var out = new ByteArrayOutputStream();
        for (var part : List.of(purpose, tenant.value(), table, row, column)) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            out.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            out.writeBytes(bytes);
        }
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(keyVersion).array());
        return out.toByteArray();
    }
}
