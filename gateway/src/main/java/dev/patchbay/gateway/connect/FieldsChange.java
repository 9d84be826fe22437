package dev.patchbay.gateway.connect;

import dev.patchbay.authstore.connection.VisibleFields;
import dev.patchbay.authstore.secret.Secret;
import dev.patchbay.toolkit.BaseAddress;
import dev.patchbay.toolkit.ConnectionForm;
import dev.patchbay.toolkit.Door;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is to become of the fields that an account has.
 *
 * @param values new ones; what is not among them stays
 * @param removed names of fields that go
 */
record FieldsChange(Map<String, String> values, Set<String> removed) {

    /** The fields there shall be; whoever takes this wipes them. */
    SecretFields over(Map<String, Secret> stored) {
        return SecretFields.over(stored, values).without(removed);
    }

    /**
     * What keeps the change from being made. A stored secret is never shown to whoever may change its account, so he cannot
     * have it sent to a host of his choice either: with another host, all secrets have to be given anew, or go.
     */
    List<String> problems(ConnectionForm form, Map<String, Secret> stored) {
        var kept = keptSecrets(form, stored);
        var present = VisibleFields.of(form, stored);
        return kept.isEmpty()
                ? List.of()
                : hosts(form)
                        .filter(field -> changes(field, Optional.ofNullable(present.get(field))))
                        .map(field -> field
                                + ": says to which host calls go, so with a change of it every secret has to be given"
                                + " anew, or removed: " + String.join(", ", kept))
                        .toList();
    }

    private boolean changes(String field, Optional<String> present) {
        return values.containsKey(field)
                ? !present.equals(Optional.of(values.get(field)))
                : removed.contains(field) && present.isPresent();
    }

    /** All that the form does not know to be open, such as a field of an earlier release. */
    private Set<String> keptSecrets(ConnectionForm form, Map<String, Secret> stored) {
        var kept = new TreeSet<>(stored.keySet());
        kept.removeAll(values.keySet());
        kept.removeAll(removed);
        form.fields().stream()
                .filter(field -> !field.secret())
                .map(ConnectionForm.Field::name)
                .forEach(kept::remove);
        return kept;
    }

    /** Not those that choose among the toolkit's own addresses. */
    private static Stream<String> hosts(ConnectionForm form) {
        var doors = form.doors().values().stream().flatMap(way -> way.candidates().stream());
        return Stream.concat(Stream.of(form.base()), doors.map(Door::base))
                .flatMap(base -> base instanceof BaseAddress.HostField(String field, String _)
                        ? Stream.of(field)
                        : Stream.empty())
                .distinct();
    }
}
