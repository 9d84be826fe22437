package dev.patchbay.toolkit;

/** The request methods a tool file may name. */
public enum HttpMethod {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE
}
