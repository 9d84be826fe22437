package dev.patchbay.gateway.meta;

import dev.patchbay.gateway.session.Session;
import java.util.Arrays;
import java.util.List;

/** The router's own tools that a session lists. */
public final class MetaTools {
    private MetaTools() {}

    /** In a stable order; empty in a session that lists app tools only. */
    public static List<MetaTool> listed(Session session) {
        var settings = session.config().router();
        return Arrays.stream(MetaTool.values())
                .filter(tool -> tool.refusal(settings).isEmpty())
                .toList();
    }
}
