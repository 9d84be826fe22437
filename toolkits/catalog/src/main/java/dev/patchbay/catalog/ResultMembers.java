package dev.patchbay.catalog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.TreeSet;

/** The members of the result that a tool's {@code output} declares; none of them is known where there is no such schema. */
final class ResultMembers {
    private static final String NEXT_PAGE = "next_page";

    private final Optional<Entry> output;

    ResultMembers(Optional<Entry> output) {
        this.output = output;
    }

    /** The member that an entry names; one that the schema does not declare is refused. */
    String named(Entry entry) {
        var name = entry.text();
        var properties = output.map(Entry::json).map(json -> json.path("properties"));
        properties
                .filter(declared -> !declared.isMissingNode() && !declared.has(name) && !name.isBlank())
                .ifPresent(declared -> {
                    var known = new TreeSet<String>();
                    declared.fieldNames().forEachRemaining(known::add);
                    entry.refuse("`output.properties` does not declare `" + Excerpt.of(name) + "`"
                            + Nearest.question(name, known));
                });
        return name;
    }

    /** The same, for a member that is not always there. */
    String optional(Entry entry) {
        var name = named(entry);
        output.map(Entry::json)
                .filter(json -> json.path("required")
                        .valueStream()
                        .anyMatch(required -> required.asText().equals(name)))
                .ifPresent(_ -> entry.refuse("`" + Excerpt.of(name)
                        + "` is taken out of the result when it is remembered, so `output` must not require it"));
        return name;
    }

    /** The schema of what callers get. */
    ObjectNode published(boolean pages) {
        var schema = output.map(Entry::object)
                .orElseGet(() -> JsonNodeFactory.instance.objectNode().put("type", "object"));
        if (!pages || !(schema.get("properties") instanceof ObjectNode properties) || properties.has(NEXT_PAGE)) {
            return schema;
        }
        // We add the member to the result, so we declare it too.
        var published = schema.deepCopy();
        published
                .withObject("/properties/" + NEXT_PAGE)
                .put("type", "object")
                .put("description", "How to get the next page; absent on the last one.")
                .withObject("/properties/arguments")
                .put("type", "object")
                .put("description", "The arguments of the next call.");
        return published;
    }
}
