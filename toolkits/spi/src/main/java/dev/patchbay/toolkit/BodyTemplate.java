package dev.patchbay.toolkit;

import java.util.List;

/** What goes into the body of a request. */
public sealed interface BodyTemplate {

    /** No body and no content type. */
    record None() implements BodyTemplate {}

    /** A JSON object with one member per field whose argument was given. */
    record Members(List<Member> members) implements BodyTemplate {
        public Members {
            members = List.copyOf(members);
        }
    }

    /** The value of one argument is the whole JSON body, without a wrapper. */
    record Whole(String argument) implements BodyTemplate {}

    /** One member; {@code name} is the name on the wire. */
    record Member(String name, RequestTemplate.Source source) {}
}
