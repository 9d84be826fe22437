package dev.patchbay.gateway.connect;

import dev.patchbay.toolkit.ConnectionForm;
import dev.patchbay.toolkit.ConnectionForm.Field;
import dev.patchbay.toolkit.ConnectionForm.Format;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fits given fields to a connection form. The first form whose required fields are all there is taken; other names of a
 * field are translated; a value that breaks the field's rules is named without being repeated.
 */
final class ConnectionFields {
    private static final int LONGEST = 4096;

    private ConnectionFields() {}

    sealed interface Fit {
        /**
         * @param values by field name, defaults filled in; fields kept from before are not among them
         * @param removed names of fields that go
         */
        record Fits(ConnectionForm form, Map<String, String> values, Set<String> removed) implements Fit {}

        record Misfits(List<String> problems) implements Fit {}
    }

    /**
     * @param forms in order of precedence
     * @param stored fields that the account has; what is not given again stays
     */
    static Fit fit(List<ConnectionForm> forms, GivenFields given, Set<String> stored) {
        var problems = new ArrayList<String>();
        var named = named(forms, given.values(), problems);
        var removed = removed(forms, given.removed(), named.keySet(), problems);
        var kept = without(stored, removed);
        var form = forms.stream()
                .filter(candidate -> missing(candidate, named, kept).isEmpty())
                .findFirst();
        if (form.isEmpty()) {
            problems.add(forms.stream()
                    .map(candidate ->
                            String.join(", ", missing(candidate, named, kept)) + " (" + candidate.title() + ")")
                    .collect(Collectors.joining(", or ", "missing: ", "")));
            return new Fit.Misfits(problems);
        }
        var values = values(form.get(), named, kept, problems);
        return problems.isEmpty()
                ? new Fit.Fits(form.get(), values, without(removed, values.keySet()))
                : new Fit.Misfits(problems);
    }

    private static Map<String, String> named(
            List<ConnectionForm> forms, Map<String, String> given, List<String> problems) {
        var named = new LinkedHashMap<String, String>();
        given.forEach((name, value) -> called(forms, name, problems).ifPresent(field -> {
            if (named.putIfAbsent(field, value.strip()) != null) {
                problems.add(field + ": given twice, once under another name");
            }
        }));
        return named;
    }

    private static Set<String> removed(
            List<ConnectionForm> forms, Set<String> names, Set<String> given, List<String> problems) {
        var removed = new LinkedHashSet<String>();
        for (var name : names) {
            called(forms, name, problems).ifPresent(field -> {
                if (given.contains(field)) {
                    problems.add(field + ": given and removed, once under another name");
                }
                removed.add(field);
            });
        }
        return removed;
    }

    /** The field of this name or, where none has it, of this other name. */
    private static Optional<String> called(List<ConnectionForm> forms, String name, List<String> problems) {
        var known = forms.stream().flatMap(form -> form.fields().stream()).toList();
        var field = known.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .or(() -> known.stream()
                        .filter(candidate -> candidate.aliases().contains(name))
                        .findFirst());
        if (field.isEmpty()) {
            var names = known.stream().map(Field::name).distinct().collect(Collectors.joining(", "));
            problems.add(shorten(name) + ": unknown; known here are " + names);
        }
        return field.map(Field::name);
    }

    private static Set<String> without(Set<String> names, Set<String> others) {
        return names.stream().filter(name -> !others.contains(name)).collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> missing(ConnectionForm form, Map<String, String> named, Set<String> kept) {
        return form.fields().stream()
                .filter(field -> field.required() && field.defaultValue().isEmpty())
                .map(Field::name)
                .filter(name -> named.getOrDefault(name, "").isEmpty() && !kept.contains(name))
                .toList();
    }

    private static Map<String, String> values(
            ConnectionForm form, Map<String, String> named, Set<String> kept, List<String> problems) {
        var values = new LinkedHashMap<String, String>();
        for (var field : form.fields()) {
            Optional<String> value = Optional.ofNullable(named.get(field.name()))
                    .filter(text -> !text.isEmpty())
                    .or(() -> kept.contains(field.name()) ? Optional.empty() : field.defaultValue());
            value.ifPresent(text -> {
                problem(field, text).forEach(what -> problems.add(field.name() + ": " + what));
                values.put(field.name(), text);
            });
        }
        return values;
    }

    private static Stream<String> problem(Field field, String value) {
        if (value.length() > LONGEST) {
            return Stream.of("longer than " + LONGEST + " characters");
        }
        if (!field.allowed().isEmpty() && !field.allowed().contains(value)) {
            return Stream.of("must be one of " + String.join(", ", field.allowed()));
        }
        return fits(field.format(), value) ? Stream.empty() : Stream.of(rule(field.format()));
    }

    private static boolean fits(Format format, String value) {
        return switch (format) {
            case TEXT -> value.chars().noneMatch(Character::isISOControl);
            case HOSTNAME ->
                value.matches("(?=.{1,253}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z0-9-]{2,63}");
            case TOKEN -> value.matches("[A-Za-z0-9_-]+");
        };
    }

    private static String rule(Format format) {
        return switch (format) {
            case TEXT -> "must not hold control characters";
            case HOSTNAME -> "must be a host name such as app.example.com, without scheme, port or path";
            case TOKEN -> "may hold only letters, digits, _ and -";
        };
    }

    private static String shorten(String name) {
        return name.length() > 60 ? name.substring(0, 60) + "…" : name;
    }
}
