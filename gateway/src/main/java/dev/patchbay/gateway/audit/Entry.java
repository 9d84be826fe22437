package dev.patchbay.gateway.audit;

import dev.patchbay.authstore.TenantId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.TreeMap;

/** An act on its way into a chain. */
record Entry(AuditEvent event, Instant at, String requestId) {

    AuditRow after(TenantId chain, ChainHead head, AuditSeal seal) {
        var row = new AuditRow(
                chain,
                head.sequence() + 1,
                at.truncatedTo(ChronoUnit.MICROS),
                event.actor().kind(),
                AuditEvent.storable(event.actor().id()),
                event.action(),
                event.subject(),
                event.outcome().name(),
                new TreeMap<>(event.details()),
                requestId,
                head.hash(),
                "");
        return seal.sealed(row);
    }
}
