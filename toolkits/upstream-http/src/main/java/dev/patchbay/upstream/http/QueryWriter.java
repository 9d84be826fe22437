package dev.patchbay.upstream.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.toolkit.RequestTemplate.ListStyle;
import dev.patchbay.toolkit.RequestTemplate.QueryParameter;
import dev.patchbay.toolkit.RequestTemplate.Source.Argument;
import dev.patchbay.toolkit.RequestTemplate.Source.Constant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a query. Objects, and lists inside lists, are sent as compact JSON; nulls inside a list are left out, and a
 * repeated list without elements is no parameter. A comma inside a list's element is encoded
 * while the separating ones are not, so a service that splits before it decodes can tell them apart.
 */
final class QueryWriter {
    private QueryWriter() {}

    static String write(List<QueryParameter> parameters, Given given) {
        var pairs = new ArrayList<String>();
        for (var parameter : parameters) {
            for (var value : values(parameter, given)) {
                pairs.add(PercentEncoding.encode(parameter.name()) + "=" + value);
            }
        }
        return String.join("&", pairs);
    }

    private static List<String> values(QueryParameter parameter, Given given) {
        return switch (parameter.source()) {
            case Constant(String text) -> List.of(PercentEncoding.encode(text));
            case Argument(String name) ->
                given.value(name)
                        .map(value -> values(name, value, parameter.lists(), given))
                        .orElse(List.of());
        };
    }

    private static List<String> values(String argument, JsonNode value, ListStyle style, Given given) {
        if (!value.isArray()) {
            return encoded(argument, value, given).stream().toList();
        }
        var elements = new ArrayList<String>();
        for (int i = 0; i < value.size(); i++) {
            encoded(argument + "[" + i + "]", value.get(i), given).ifPresent(elements::add);
        }
        return switch (style) {
            case REPEAT -> elements;
            case COMMA -> List.of(String.join(",", elements));
        };
    }

    private static Optional<String> encoded(String where, JsonNode value, Given given) {
        if (value.isNull()) {
            return Optional.empty();
        }
        var text =
                value.isContainerNode() ? given.json(where, value).map(JsonNode::toString) : given.plain(where, value);
        return text.map(PercentEncoding::encode);
    }
}
