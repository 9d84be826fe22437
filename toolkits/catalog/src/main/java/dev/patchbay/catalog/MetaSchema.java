package dev.patchbay.catalog;

import com.fasterxml.jackson.core.JsonPointer;
import com.networknt.schema.Schema;
import com.networknt.schema.path.NodePath;

/** Whether a schema is valid JSON Schema 2020-12. */
final class MetaSchema {
    private static final Schema SCHEMA = Schemas.meta();

    private MetaSchema() {}

    static void check(Entry schema) {
        for (var error : SCHEMA.validate(schema.json())) {
            var at = pointer(error.getInstanceLocation());
            var place = new Entry(
                    schema.source(), schema.at().append(at), schema.json().at(at), schema.problems());
            // Usually the same mistake seen by another rule, which says it better.
            if (schema.problems().stream().noneMatch(problem -> problem.line() == place.line())) {
                place.refuse(place.name() + " is not valid JSON Schema 2020-12: " + error.getMessage());
            }
        }
    }

    private static JsonPointer pointer(NodePath path) {
        var pointer = JsonPointer.empty();
        for (var i = 0; i < path.getNameCount(); i++) {
            pointer = path.getElement(i) instanceof Integer index
                    ? pointer.appendIndex(index)
                    : pointer.appendProperty(path.getName(i));
        }
        return pointer;
    }
}
