package dev.patchbay.toolkit;

import java.util.List;
import java.util.Optional;

/** What goes into the body of a request. An argument that is absent or null leaves its member or part out. */
public sealed interface BodyTemplate {

    /** No body and no content type. */
    record None() implements BodyTemplate {}

    /**
     * A JSON object with one member per value that was given.
     *
     * @param spread an object argument whose members are put beside the others; a named member wins over a spread one
     */
    record Members(List<Member> members, Optional<String> spread) implements BodyTemplate {
        public Members {
            members = List.copyOf(members);
        }
    }

    /** The value of one argument is the whole JSON body, without a wrapper. */
    record Whole(String argument) implements BodyTemplate {}

    /** {@code multipart/form-data} (RFC 7578), parts in this order. */
    record Multipart(List<Part> parts) implements BodyTemplate {
        public Multipart {
            parts = List.copyOf(parts);
        }
    }

    /** One member; {@code name} is the name on the wire. */
    record Member(String name, Value value) {}

    /** What a member is filled with. */
    sealed interface Value {
        /** The argument as it is. */
        record Argument(String name) implements Value {}

        /** Always this text. */
        record Constant(String text) implements Value {}

        /** A list argument; every element that is no object becomes an object with that element as {@code member}. */
        record Objects(String argument, String member) implements Value {}

        /** A list argument as one text with commas between; anything but a list as it is. */
        record Joined(String argument) implements Value {}
    }

    /** One part; {@code name} is the name on the wire. */
    record Part(String name, String argument, PartKind kind) {}

    /** How an argument becomes a part. */
    enum PartKind {
        /** A file argument, read through {@link FileAccess}. */
        FILE,
        /** Text, as it is. */
        TEXT,
        /** Compact JSON. */
        JSON
    }
}
