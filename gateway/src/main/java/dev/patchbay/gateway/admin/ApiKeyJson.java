package dev.patchbay.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.token.AddressRange;
import dev.patchbay.authstore.token.ApiKeyTable;
import dev.patchbay.authstore.token.KeyLimits;
import dev.patchbay.authstore.token.Scope;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.Members;
import dev.patchbay.gateway.json.Timestamps;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** API keys as the administration writes and reads them. */
final class ApiKeyJson {
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private ApiKeyJson() {}

    static ObjectNode of(ApiKeyTable.Shown key) {
        var json = Json.object()
                .put("id", key.id())
                .put("name", key.name())
                .put("prefix", key.prefix())
                .put("last_four", key.lastFour());
        key.limits()
                .scopes()
                .ifPresentOrElse(
                        scopes -> {
                            var names = json.putArray("scopes");
                            scopes.stream().map(Scope::text).sorted().forEach(names::add);
                        },
                        () -> json.putNull("scopes"));
        if (key.limits().addresses().isEmpty()) {
            json.putNull("allowed_ips");
        } else {
            var blocks = json.putArray("allowed_ips");
            key.limits().addresses().forEach(block -> blocks.add(block.toString()));
        }
        json.put("created_at", Timestamps.of(key.createdAt()));
        json.put("expires_at", key.limits().expiresAt().map(Timestamps::of).orElse(null));
        return json.put("revoked_at", key.revokedAt().map(Timestamps::of).orElse(null));
    }

    /** The scopes in one text, for the audit log. */
    static String scopes(KeyLimits limits) {
        return limits.scopes()
                .map(scopes -> scopes.stream().map(Scope::text).sorted().collect(Collectors.joining(" ")))
                .orElse("everything");
    }

    /** Notes what is wrong. A list that is left out or null is no limit; an empty one is refused, because it is unclear. */
    static KeyLimits limits(Members members, Instant now) {
        return new KeyLimits(
                members.texts("scopes").map(names -> scopes(members, names)),
                members.texts("allowed_ips")
                        .map(texts -> addresses(members, texts))
                        .orElse(List.of()),
                members.text("expires_at").flatMap(text -> end(members, text, now)));
    }

    private static Set<Scope> scopes(Members members, List<String> names) {
        var scopes = new HashSet<Scope>();
        for (var name : names) {
            Scope.named(name)
                    .ifPresentOrElse(
                            scopes::add,
                            () -> members.problem("scopes", "there are only " + String.join(", ", Scope.names())));
        }
        if (names.isEmpty()) {
            members.problem("scopes", "an empty list allows nothing; leave it out to allow everything");
        }
        return scopes;
    }

    private static List<AddressRange> addresses(Members members, List<String> texts) {
        if (texts.isEmpty()) {
            members.problem("allowed_ips", "an empty list allows nothing; leave it out to allow every address");
        }
        return texts.stream()
                .flatMap(text -> {
                    var range = AddressRange.parse(text);
                    if (range.isEmpty()) {
                        members.problem(
                                "allowed_ips",
                                "each must be an IP address or a CIDR block whose other bits are zero, e.g. 203.0.113.0/24");
                    }
                    return range.stream();
                })
                .toList();
    }

    private static Optional<Instant> end(Members members, String text, Instant now) {
        try {
            var end = Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
            if (end.isAfter(now) && end.isBefore(LATEST)) {
                return Optional.of(end);
            }
        } catch (DateTimeException malformed) {
            // said below
        }
        members.problem("expires_at", "must be a time in the future, e.g. 2030-01-31T12:00:00Z");
        return Optional.empty();
    }
}
