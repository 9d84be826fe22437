package dev.patchbay.gateway.mcp;

/** How an operation of the protocol ends. */
sealed interface Reply {

    /** A result: a record of the protocol, or anything that serialises to its JSON. */
    record Result(Object value) implements Reply {}

    /** A JSON-RPC error: the request could not be carried out as asked. */
    record Refusal(int code, String message) implements Reply {}
}
