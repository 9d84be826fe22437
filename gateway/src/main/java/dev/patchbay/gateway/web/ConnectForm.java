package dev.patchbay.gateway.web;

import dev.patchbay.gateway.connect.FollowLink.Visit;
import dev.patchbay.toolkit.ConnectionForm;
import dev.patchbay.toolkit.ConnectionForm.Field;
import io.quarkus.qute.TemplateInstance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The form as it stands: which of the toolkit's ways to connect, what was typed, and what is wrong with it.
 *
 * @param given by field name, as typed. Secret values are tried and never shown again
 * @param problem with the whole, or empty
 * @param problems by field name
 */
record ConnectForm(ConnectionForm way, Map<String, String> given, String problem, Map<String, String> problems) {
    /** Name of the field, and of the query parameter, that says which way to connect is shown. */
    static final String WAY = "_way";

    /** Name of the button for going away. */
    static final String CANCEL = "_cancel";

    /** @param way name of a connection form; another one, or none, means the toolkit's first */
    static ConnectForm of(Visit.Open visit, Optional<String> way) {
        var forms = visit.toolkit().connections();
        var chosen = forms.stream()
                .filter(form -> way.equals(Optional.of(form.name())))
                .findFirst()
                .orElseGet(forms::getFirst);
        return new ConnectForm(chosen, Map.of(), "", Map.of());
    }

    ConnectForm filled(FormBody body) {
        var values = new LinkedHashMap<String, String>();
        way.fields()
                .forEach(field -> body.value(field.name())
                        .filter(value -> !value.isBlank())
                        .ifPresent(value -> values.put(field.name(), value)));
        return new ConnectForm(way, values, "", Map.of());
    }

    ConnectForm failed(String why) {
        return new ConnectForm(way, given, why, problems);
    }

    /** Sorts problems to the fields that they begin with. */
    ConnectForm misfit(List<String> found) {
        var sorted = new LinkedHashMap<String, String>();
        var rest = new ArrayList<String>();
        for (var field : way.fields()) {
            if (field.required() && field.defaultValue().isEmpty() && !given.containsKey(field.name())) {
                sorted.put(field.name(), "Please fill in this field.");
            }
        }
        for (var each : found) {
            var parts = each.split(": ", 2);
            if (parts.length == 2
                    && way.fields().stream().anyMatch(field -> field.name().equals(parts[0]))) {
                sorted.putIfAbsent(parts[0], parts[1]);
            } else if (sorted.isEmpty()) {
                rest.add(each);
            }
        }
        return new ConnectForm(way, given, String.join("; ", rest), sorted);
    }

    TemplateInstance page(Visit.Open visit, String proof) {
        var shown = way.fields().stream().map(this::shown).toList();
        var focus = shown.stream()
                .filter(input -> !input.problem().isEmpty())
                .findFirst()
                .orElse(shown.getFirst())
                .name();
        return Templates.form(
                visit.asker(),
                visit.account().userId(),
                visit.account().isShared(),
                visit.toolkit().title(),
                ways(visit),
                shown.stream().filter(Input::required).toList(),
                shown.stream().filter(input -> !input.required()).toList(),
                shown.stream().anyMatch(input -> !input.required() && input.isTouched()),
                focus,
                problem,
                way.name(),
                proof);
    }

    /** What the page lets the person choose from; nothing where there is one way only. */
    private List<Way> ways(Visit.Open visit) {
        var forms = visit.toolkit().connections();
        return forms.size() == 1
                ? List.of()
                : forms.stream()
                        .map(form -> new Way(form.name(), form.title(), form.equals(way)))
                        .toList();
    }

    private Input shown(Field field) {
        var value = field.secret()
                ? ""
                : Optional.ofNullable(given.get(field.name()))
                        .or(field::defaultValue)
                        .orElse("");
        return new Input(
                field.name(),
                field.title(),
                field.description(),
                field.secret(),
                field.required() || field.defaultValue().isPresent(),
                field.format() == ConnectionForm.Format.HOSTNAME,
                field.allowed().stream()
                        .map(choice -> new Choice(choice, choice.equals(value)))
                        .toList(),
                value,
                problems.getOrDefault(field.name(), ""));
    }

    record Way(String name, String title, boolean chosen) {}

    record Choice(String value, boolean chosen) {}

    /**
     * One field as the template needs it; a secret one has no value here.
     *
     * @param required has to have a value, be it the one that it begins with
     */
    record Input(
            String name,
            String title,
            String help,
            boolean secret,
            boolean required,
            boolean host,
            List<Choice> choices,
            String value,
            String problem) {
        boolean isTouched() {
            return !value.isEmpty() || !problem.isEmpty();
        }
    }
}
