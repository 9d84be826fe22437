package dev.patchbay.simulator.http;

/** A request that cannot be read at all; the server answers 400 in the service's own error shape. */
final class MalformedRequest extends Exception {
    MalformedRequest(String what) {
        super(what);
    }
}
