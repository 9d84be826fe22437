package dev.patchbay.toolkit;

/** The request methods there are for calls. */
public enum HttpMethod {
    GET,
    HEAD,
    POST,
    PUT,
    PATCH,
    DELETE
}
