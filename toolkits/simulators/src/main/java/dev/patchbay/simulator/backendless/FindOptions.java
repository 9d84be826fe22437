package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Query;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a find asks for, the same whether it came in a query or in a body. Lists are comma lists. */
record FindOptions(
        Optional<String> where,
        Optional<String> having,
        Optional<String> props,
        List<String> excludeProps,
        List<String> sortBy,
        List<String> groupBy,
        List<String> loadRelations,
        int relationsDepth,
        int relationsPageSize,
        boolean distinct,
        int pageSize,
        int offset) {

    private static final int PAGE = 10;

    FindOptions {
        excludeProps = List.copyOf(excludeProps);
        sortBy = List.copyOf(sortBy);
        groupBy = List.copyOf(groupBy);
        loadRelations = List.copyOf(loadRelations);
    }

    /** In a query {@code property}, repeated, is the older word for {@code props}. */
    static FindOptions of(Query query, int largestPage) {
        String props = Stream.concat(query.all("props").stream(), query.all("property").stream())
                .collect(Collectors.joining(","));
        return of(
                name -> name.equals("props") ? Optional.of(props).filter(text -> !text.isEmpty()) : query.first(name),
                largestPage);
    }

    static FindOptions of(ObjectNode body, int largestPage) {
        return of(name -> text(body.path(name)).filter(text -> !text.isEmpty()), largestPage);
    }

    /** The same for the first row only, sorted in that order unless another one was asked for. */
    FindOptions onlyOne(String order) {
        return new FindOptions(
                where,
                having,
                props,
                excludeProps,
                sortBy.isEmpty() ? List.of(order) : sortBy,
                groupBy,
                loadRelations,
                relationsDepth,
                relationsPageSize,
                distinct,
                1,
                0);
    }

    /** All rows that a clause selects. */
    static FindOptions where(String clause) {
        return new FindOptions(
                Optional.of(clause),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                0,
                PAGE,
                false,
                Integer.MAX_VALUE,
                0);
    }

    private static Optional<String> text(JsonNode node) {
        if (node.isArray()) {
            return Optional.of(StreamSupport.stream(node.spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(",")));
        }
        return node.isValueNode() && !node.isNull() ? Optional.of(node.asText()) : Optional.empty();
    }

    private static FindOptions of(Function<String, Optional<String>> given, int largestPage) {
        return new FindOptions(
                given.apply("where"),
                given.apply("having"),
                given.apply("props"),
                list(given.apply("excludeProps")),
                list(given.apply("sortBy")),
                list(given.apply("groupBy")),
                list(given.apply("loadRelations")),
                number(given.apply("relationsDepth"), "relationsDepth", 0, 0, Integer.MAX_VALUE),
                number(given.apply("relationsPageSize"), "relationsPageSize", PAGE, 1, largestPage),
                given.apply("distinct").filter("true"::equalsIgnoreCase).isPresent(),
                number(given.apply("pageSize"), "pageSize", PAGE, 1, largestPage),
                number(given.apply("offset"), "offset", 0, 0, Integer.MAX_VALUE));
    }

    private static List<String> list(Optional<String> commas) {
        return commas.stream()
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private static int number(Optional<String> given, String name, int otherwise, int min, int max) {
        try {
            int value = Integer.parseInt(given.orElse(String.valueOf(otherwise)));
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException _) {
            // falls through to the one refusal
        }
        throw Refusal.of(Codes.BAD_PAGE, "Parameter " + name + " is out of range");
    }
}
