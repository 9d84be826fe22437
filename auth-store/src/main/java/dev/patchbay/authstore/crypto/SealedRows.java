package dev.patchbay.authstore.crypto;

import dev.patchbay.authstore.TenantId;
import java.util.List;

/**
 * A table with sealed values, as the rotation of data keys sees it. Every table that holds ciphertext has one. Called inside a
 * transaction of the tenant.
 */
public interface SealedRows {

    /** The purpose of the data key that seals here. */
    String purpose();

    /** Whether there may be rows for {@link #sealedOtherwise}, without locking any. */
    boolean anySealedOtherwise(TenantId tenant, int version, List<String> after);

    /**
     * Rows sealed with any other version, in the order of their ids and locked; rows that somebody else works on are left out.
     *
     * @param after the id of the last row seen, or empty
     */
    List<Row> sealedOtherwise(TenantId tenant, int version, List<String> after, int most);

    void replace(TenantId tenant, Row row, byte[] resealed);

    /** How many rows are sealed with this version, whoever works on them. */
    long countSealedWith(TenantId tenant, int version);

    /**
     * @param id the row's primary key without the tenant
     * @param places where it may belong, if the row alone does not say; usually one
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier; nobody compares it
    record Row(List<String> id, List<Place> places, byte[] envelope) {
        public Row {
            id = List.copyOf(id);
            places = List.copyOf(places);
        }
    }
}
