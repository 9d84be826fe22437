package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.crypto.Place;
import dev.patchbay.authstore.exchange.AnswerPlace;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;

@Singleton // a class above that takes arguments has no proxy
class AnswerRows extends RowsById {

    AnswerRows(EntityManager database) {
        super(database, "mcp_answer");
    }

    @Override
    public String purpose() {
        return AnswerPlace.PURPOSE;
    }

    @Override
    Place place(TenantId tenant, String id) {
        return AnswerPlace.of(tenant, id);
    }
}
