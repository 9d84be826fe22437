package dev.patchbay.gateway.mcp;

/** Where messages go that are sent before a request's answer. May be used by several threads. */
interface Outlet {

    /** For a client that takes nothing but the answer. */
    Outlet CLOSED = message -> {};

    /** @param message one JSON-RPC message: anything that serialises to it. Sent in the order given */
    void send(Object message);
}
