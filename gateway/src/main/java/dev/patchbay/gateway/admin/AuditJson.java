package dev.patchbay.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.audit.AuditReport;
import dev.patchbay.gateway.audit.AuditRow;
import dev.patchbay.gateway.audit.Checkpoint;
import dev.patchbay.gateway.json.Json;
import java.util.List;

/** The audit log on the wire. */
final class AuditJson {
    private AuditJson() {}

    /** @param limit of the page; where it is full, {@code next_after} says how to go on */
    static ObjectNode page(List<AuditRow> rows, int limit) {
        var page = Json.object();
        var items = page.putArray("items");
        rows.forEach(row -> items.add(of(row)));
        if (rows.size() == limit) {
            page.put("next_after", rows.getLast().sequence());
        } else {
            page.putNull("next_after");
        }
        return page;
    }

    static ObjectNode of(AuditReport report) {
        var json = Json.object().put("chains", report.chains()).put("events", report.events());
        var problems = json.putArray("problems");
        report.problems()
                .forEach(found -> problems.addObject()
                        .put("chain", found.chain().value())
                        .put("sequence", found.sequence())
                        .put("problem", found.problem()));
        return json;
    }

    static ObjectNode of(List<Checkpoint> checkpoints, String publicKey) {
        var json = Json.object().put("public_key", publicKey);
        var items = json.putArray("checkpoints");
        checkpoints.forEach(checkpoint -> items.addObject()
                .put("chain", checkpoint.chain().value())
                .put("sequence", checkpoint.sequence())
                .put("hash", checkpoint.hash())
                .put("at", checkpoint.at().toString())
                .put("signature", checkpoint.signature()));
        return json;
    }

    private static ObjectNode of(AuditRow row) {
        var json = Json.object()
                .put("sequence", row.sequence())
                .put("at", row.at().toString())
                .put("action", row.action())
                .put("subject", row.subject())
                .put("outcome", row.outcome())
                .put("request_id", row.requestId())
                .put("previous_hash", row.previousHash())
                .put("hash", row.hash());
        json.putObject("actor").put("kind", row.actorKind()).put("id", row.actorId());
        var details = json.putObject("details");
        row.details().forEach(details::put);
        return json;
    }
}
