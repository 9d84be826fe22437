package dev.patchbay.gateway.connect;

import dev.patchbay.authstore.connection.Sharing;
import dev.patchbay.gateway.audit.AuditEvent;
import java.util.List;

/** What the audit log says about who may use an account; of long lists how many, and the first. */
final class SharingDetails {
    private static final int MOST_NAMED = 5;

    private SharingDetails() {}

    static AuditEvent of(AuditEvent event, Sharing sharing) {
        return switch (sharing) {
            case Sharing.Private() -> event;
            case Sharing.Shared(var everyone, var allowed, var denied) ->
                event.with("account_type", "SHARED")
                        .with("everyone", String.valueOf(everyone))
                        .with("allowed", named(allowed))
                        .with("denied", named(denied));
        };
    }

    private static String named(List<String> users) {
        return users.size() <= MOST_NAMED
                ? String.join(", ", users)
                : users.size() + " users, among them " + String.join(", ", users.subList(0, MOST_NAMED));
    }
}
