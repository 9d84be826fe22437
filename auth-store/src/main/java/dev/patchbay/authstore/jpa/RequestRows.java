package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.crypto.Place;
import dev.patchbay.authstore.request.RequestPlace;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;

@Singleton // a class above that takes arguments has no proxy
class RequestRows extends RowsById {

    RequestRows(EntityManager database) {
        super(database, "idempotency_key");
    }

    @Override
    public String purpose() {
        return RequestPlace.PURPOSE;
    }

    @Override
    Place place(TenantId tenant, String id) {
        return RequestPlace.of(tenant, id);
    }
}
