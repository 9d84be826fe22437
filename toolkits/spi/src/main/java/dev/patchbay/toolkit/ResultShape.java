package dev.patchbay.toolkit;

/**
 * How the decoded answer becomes the object that callers get. MCP's structured content and the REST contract both want an
 * object, services also answer with numbers, lists, text or nothing.
 */
public sealed interface ResultShape {

    /** An object stays as it is; nothing becomes {@code {}}; anything else becomes {@code {"value": …}}. */
    record AsIs() implements ResultShape {}

    /** The answer, whatever its type, becomes the one member {@code member}. */
    record Wrap(String member) implements ResultShape {}

    /** The answer carries nothing of interest: always {@code {}}. */
    record Nothing() implements ResultShape {}
}
