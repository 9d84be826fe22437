package dev.patchbay.catalog;

import dev.patchbay.toolkit.Hints;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.Plan;
import java.util.Optional;

/** Reads the hints and holds them against the method, because policy relies on them. */
final class HintRules {
    private static final String OTHERWISE = "; say so, or give the reason under `because`";

    private HintRules() {}

    static Hints read(Entry entry, PlanFile plan, Optional<Entry> because) {
        var members = entry.members("readOnly", "destructive", "idempotent", "openWorld");
        var hints = new Hints(
                members.get("readOnly").flag(),
                members.get("destructive").flag(),
                members.get("idempotent").flag(),
                members.find("openWorld").map(Entry::flag).orElse(true));
        if (hints.readOnly() && hints.destructive()) {
            entry.refuse("what is readOnly cannot be destructive");
        }
        because.ifPresent(Entry::text);
        if (because.isEmpty() && entry.json().has("readOnly") && entry.json().has("destructive")) {
            plan.requests().stream()
                    .flatMap(request -> request.method().stream())
                    // A behaviour that changes something may well look before it does.
                    .filter(method -> method != HttpMethod.GET || plan.plan() instanceof Plan.Declared)
                    .distinct()
                    .forEach(method -> checkAgainst(method, hints, entry));
        }
        return hints;
    }

    private static void checkAgainst(HttpMethod method, Hints hints, Entry entry) {
        switch (method) {
            case GET, HEAD -> {
                if (!hints.readOnly()) {
                    entry.refuse("a " + method + " is readOnly" + OTHERWISE);
                }
            }
            case DELETE -> {
                if (!hints.destructive()) {
                    entry.refuse("a DELETE is destructive" + OTHERWISE);
                }
            }
            case POST, PUT, PATCH -> {
                if (hints.readOnly()) {
                    entry.refuse("a " + method + " is not readOnly" + OTHERWISE);
                }
            }
        }
    }
}
