package dev.patchbay.gateway;

import static dev.patchbay.gateway.testhttp.Http.given;

import dev.patchbay.gateway.testhttp.ContentType;
import dev.patchbay.gateway.testhttp.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An answer to one of the thousands of requests that a matrix sends. */
record HttpAnswer(Response response) {
    static HttpAnswer to(String method, String path, Map<String, String> headers, String body, String accept) {
        return new HttpAnswer(given().urlEncodingEnabled(false)
                .redirects()
                .follow(false)
                .contentType(ContentType.JSON)
                .accept(accept)
                .headers(headers)
                .body(body)
                .request(method, path.replace("[", "%5B").replace("]", "%5D").replace("\"", "%22")));
    }

    int statusCode() {
        return response.statusCode();
    }

    String asString() {
        return response.asString();
    }

    boolean hasHeader(String name) {
        return response.headers().hasHeaderWithName(name);
    }

    /** Each as a line, but those of the names given. */
    String headersBut(List<String> names) {
        return response.headers().asList().stream()
                .filter(header -> !names.contains(header.name()))
                .map(header -> header.name() + ": " + header.value())
                .sorted()
                .collect(Collectors.joining("\n"));
    }
}
