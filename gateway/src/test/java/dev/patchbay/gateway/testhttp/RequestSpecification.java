package dev.patchbay.gateway.testhttp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A request in the making; every method but those that send it changes it and returns it. */
public final class RequestSpecification {
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final StringJoiner query = new StringJoiner("&");
    private byte[] body = {};
    private String bodyType = "";
    private String basePath = "";
    private boolean encoding = true;
    private boolean following = true;

    RequestSpecification() {}

    /** Adds values; {@code Content-Type} and {@code Accept} are replaced. */
    public RequestSpecification header(String name, Object value, Object... more) {
        var values = headers.computeIfAbsent(name, any -> new ArrayList<>());
        if (name.equalsIgnoreCase("Content-Type") || name.equalsIgnoreCase("Accept")) {
            values.clear();
        }
        values.add(value.toString());
        for (var each : more) {
            values.add(each.toString());
        }
        return this;
    }

    public RequestSpecification headers(Map<String, String> more) {
        more.forEach((name, value) -> header(name, value));
        return this;
    }

    public RequestSpecification contentType(ContentType type) {
        return contentType(type.toString());
    }

    public RequestSpecification contentType(String type) {
        return header("Content-Type", type);
    }

    public RequestSpecification accept(ContentType type) {
        return accept(type.toString());
    }

    public RequestSpecification accept(String types) {
        return header("Accept", types);
    }

    public RequestSpecification cookies(Map<String, String> cookies) {
        return cookies.isEmpty()
                ? this
                : header(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")));
    }

    /** In UTF-8. */
    public RequestSpecification body(String text) {
        bodyType = "text/plain; charset=UTF-8";
        body = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    public RequestSpecification body(byte[] bytes) {
        bodyType = "application/octet-stream";
        body = bytes.clone();
        return this;
    }

    public RequestSpecification formParams(Map<String, String> form) {
        bodyType = ContentType.URLENC.toString();
        body = form.entrySet().stream()
                .map(field -> Address.parameter(field.getKey(), field.getValue()))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.US_ASCII);
        return this;
    }

    public RequestSpecification queryParam(String name, Object value) {
        query.add(Address.parameter(name, value.toString()));
        return this;
    }

    /** Whether addresses are still to be percent-encoded; they are unless told otherwise, percent signs too. */
    public RequestSpecification urlEncodingEnabled(boolean enabled) {
        encoding = enabled;
        return this;
    }

    public Redirects redirects() {
        return follow -> {
            following = follow;
            return this;
        };
    }

    /** What to do with an answer that sends the client elsewhere; it goes there unless told otherwise. */
    public interface Redirects {
        RequestSpecification follow(boolean follow);
    }

    /** Goes before addresses without a host. */
    public RequestSpecification basePath(String path) {
        basePath = path;
        return this;
    }

    public Response get(String address) {
        return request("GET", address);
    }

    public Response head(String address) {
        return request("HEAD", address);
    }

    public Response post(String address) {
        return request("POST", address);
    }

    public Response put(String address) {
        return request("PUT", address);
    }

    public Response patch(String address) {
        return request("PATCH", address);
    }

    public Response delete(String address) {
        return request("DELETE", address);
    }

    public Response options(String address) {
        return request("OPTIONS", address);
    }

    /** Sends it, and waits for the whole answer. */
    public Response request(String method, String address) {
        var absolute = address.startsWith("http") ? address : "http://localhost:" + Http.port() + basePath + address;
        var asked = new Address(absolute, encoding).with(query.toString());
        var sent = new TreeMap<>(headers);
        sent.putIfAbsent("Accept", List.of("*/*"));
        // An empty POST is an empty form, as browsers send it.
        var type = bodyType.isEmpty() && method.equals("POST") ? ContentType.URLENC.toString() : bodyType;
        if (!type.isEmpty()) {
            sent.putIfAbsent("Content-Type", List.of(type));
        }
        return Exchange.send(method, asked, sent, body, following);
    }
}
