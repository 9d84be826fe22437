package dev.patchbay.gateway.testhttp;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** An answer. A header or a member that is not there is null: what must be there is for the test to say. */
@NullUnmarked
public final class Response {
    private final HttpResponse<byte[]> received;
    private @Nullable JsonPath json;

    Response(HttpResponse<byte[]> received) {
        this.received = received;
    }

    public ValidatableResponse then() {
        return new ValidatableResponse(this);
    }

    public int statusCode() {
        return received.statusCode();
    }

    public Headers headers() {
        return new Headers(received.headers());
    }

    public Headers getHeaders() {
        return headers();
    }

    public String header(String name) {
        return headers().value(name);
    }

    public String getHeader(String name) {
        return header(name);
    }

    /** Empty if the answer has none. */
    public String contentType() {
        var type = header("Content-Type");
        return type == null ? "" : type;
    }

    /** Those that this answer sets, without their attributes. */
    public Map<String, String> cookies() {
        var cookies = new LinkedHashMap<String, String>();
        for (var cookie : received.headers().allValues("Set-Cookie")) {
            var pair = cookie.split(";", 2)[0].split("=", 2);
            cookies.put(pair[0].strip(), pair.length < 2 ? "" : pair[1].strip());
        }
        return cookies;
    }

    public Response body() {
        return this;
    }

    public String asString() {
        return new String(received.body(), StandardCharsets.UTF_8);
    }

    public byte[] asByteArray() {
        return received.body().clone();
    }

    /** @throws IllegalArgumentException if the body is not JSON */
    public JsonPath jsonPath() {
        return new JsonPath(json());
    }

    /** @see JsonPath#get */
    @SuppressWarnings("TypeParameterUnusedInFormals") // the test says what it expects to find
    public <T> T path(String path) {
        return json().get(path);
    }

    /** Also for who asks in another thread: then it may be read twice. */
    private JsonPath json() {
        if (json == null) {
            json = JsonPath.from(asString());
        }
        return json;
    }

    /** For messages. */
    @Override
    public String toString() {
        return received.request().method() + " " + received.request().uri() + " was answered " + statusCode() + " ("
                + contentType() + "):\n" + asString();
    }
}
