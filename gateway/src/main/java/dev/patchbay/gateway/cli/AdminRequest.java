package dev.patchbay.gateway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What a command asks of the gateway.
 *
 * @param path below {@code /api/admin/v1}
 */
record AdminRequest(String method, String path, Optional<ObjectNode> body) {

    static AdminRequest get(String path) {
        return new AdminRequest("GET", path, Optional.empty());
    }

    static AdminRequest post(String path) {
        return new AdminRequest("POST", path, Optional.empty());
    }

    static AdminRequest post(String path, ObjectNode body) {
        return new AdminRequest("POST", path, Optional.of(body));
    }

    static AdminRequest delete(String path) {
        return new AdminRequest("DELETE", path, Optional.empty());
    }
}
