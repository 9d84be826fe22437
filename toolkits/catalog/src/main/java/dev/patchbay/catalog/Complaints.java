package dev.patchbay.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import dev.patchbay.toolkit.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns the validator's errors into violations. Where a value fits none of several allowed forms, the validator speaks
 * about every form; we speak about the one that was meant, or once about all.
 */
final class Complaints {
    private static final int MAX_FORMS = 4;

    private final Sentences sentences;

    Complaints(ObjectNode schema) {
        this.sentences = new Sentences(schema);
    }

    List<Violation> about(List<Error> errors) {
        var groups = new LinkedHashMap<Object, List<Error>>();
        for (var error : errors) {
            Object group = Choice.of(error).map(Object.class::cast).orElse(error);
            groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(error);
        }
        return groups.entrySet().stream()
                .flatMap(group -> group.getKey() instanceof Choice choice
                        ? about(choice, group.getValue())
                        : group.getValue().stream().map(sentences::violation))
                .toList();
    }

    private Stream<Violation> about(Choice choice, List<Error> errors) {
        var forms = errors.stream()
                .collect(Collectors.groupingBy(choice::form, LinkedHashMap::new, Collectors.toList()))
                .values();
        return meant(choice, forms.stream().toList())
                .map(form -> form.stream().map(sentences::violation))
                .orElseGet(() -> Stream.of(new Violation(
                        Where.of(choice.where()),
                        forms.stream()
                                .map(form ->
                                        sentences.violation(form.getFirst()).problem())
                                .map(problem -> problem.replaceFirst("\\.$", ""))
                                .distinct()
                                .limit(MAX_FORMS)
                                .collect(Collectors.joining("; or it ", "fits none of the allowed forms: it ", ".")))));
    }

    /** The one form whose outside fits, so that only its inside needs mending. */
    private static Optional<List<Error>> meant(Choice choice, List<List<Error>> forms) {
        var near = forms.stream()
                .filter(form -> form.stream().noneMatch(choice::isAboutTheOutside))
                .toList();
        return near.size() == 1 ? Optional.of(near.getFirst()) : Optional.empty();
    }
}
