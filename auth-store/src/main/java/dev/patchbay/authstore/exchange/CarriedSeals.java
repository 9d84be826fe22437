package dev.patchbay.authstore.exchange;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.crypto.SealedRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Carried states lie in no table, so there is nothing to seal anew, and an old version of their key goes as soon as a newer one
 * is there. A client then starts over, which it must be able to do anyway: its state may expire at any time.
 */
@ApplicationScoped
class CarriedSeals implements SealedRows {

    @Override
    public String purpose() {
        return CarriedStates.PURPOSE;
    }

    @Override
    public boolean anySealedOtherwise(TenantId tenant, int version, List<String> after) {
        return false;
    }

    @Override
    public List<Row> sealedOtherwise(TenantId tenant, int version, List<String> after, int most) {
        return List.of();
    }

    @Override
    public void replace(TenantId tenant, Row row, byte[] resealed) {
        throw new IllegalStateException("There are no rows");
    }

    @Override
    public long countSealedWith(TenantId tenant, int version) {
        return 0;
    }
}
