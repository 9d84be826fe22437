package dev.patchbay.toolkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * How the decoded answer becomes the object that callers get. MCP's structured content and the REST contract both want an
 * object, services also answer with numbers, lists, text or nothing.
 */
public sealed interface ResultShape {

    /** An object stays as it is; nothing becomes {@code {}}; anything else becomes {@code {"value": …}}. */
    record AsIs() implements ResultShape {}

    /**
     * The answer becomes the member {@code member}.
     *
     * @param only the answer is left out unless it is of this kind
     * @param asList the answer becomes the one element of a list, null too
     * @param with members that are always there, beside it
     */
    record Wrap(String member, Optional<Kind> only, boolean asList, ObjectNode with) implements ResultShape {}

    /** The answer carries nothing of interest: always {@code {}}. */
    record Nothing() implements ResultShape {}

    /**
     * The answer is a stored document: JSON becomes the member {@code content}, anything else the member {@code file} as
     * {@link FileAccess#keep} describes it. A redirect is followed without the credential.
     */
    record Document() implements ResultShape {}

    /** Types of JSON values. */
    enum Kind {
        NUMBER,
        TEXT,
        BOOLEAN,
        LIST,
        OBJECT
    }
}
