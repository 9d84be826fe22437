package dev.patchbay.simulator.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The decoded query in the order it was sent. A key without a value reads as empty text. */
public record Query(List<Parameter> parameters) {
    public record Parameter(String name, String value) {}

    public Query {
        parameters = List.copyOf(parameters);
    }

    static Query parse(String raw) throws MalformedRequest {
        var found = new ArrayList<Parameter>();
        for (String pair : raw.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            found.add(new Parameter(Percent.queryPart(name), Percent.queryPart(value)));
        }
        return new Query(found);
    }

    /** A form-encoded body; nothing when it cannot be decoded. */
    public static Optional<Query> form(String raw) {
        try {
            return Optional.of(parse(raw));
        } catch (MalformedRequest _) {
            return Optional.empty();
        }
    }

    /** The first value that is not empty: clients send empty filters to mean none. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** Every value of that name that is not empty. */
    public List<String> all(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .filter(value -> !value.isEmpty())
                .toList();
    }
}
