package dev.patchbay.gateway.rest;

import jakarta.ws.rs.core.UriInfo;

/** Which of the two prefixes a request came by. What differs for its caller is in contract section 20. */
enum Generation {
    V3,
    V3_1;

    static Generation of(UriInfo uri) {
        return "v3".equals(uri.getPathParameters().getFirst("generation")) ? V3 : V3_1;
    }
}
