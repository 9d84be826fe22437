package dev.patchbay.gateway.web;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What a browser sends for a form (application/x-www-form-urlencoded). */
final class FormBody {
    /** Every field of our longest form, each of its greatest length and fully escaped. */
    private static final int MOST_BYTES = 256 * 1024;

    private static final int MOST_FIELDS = 64;
    private static final String TYPE = "application/x-www-form-urlencoded";

    private final Map<String, List<String>> values;

    private FormBody(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Reads it whole; to be called on the request's event loop, where the result arrives too.
     *
     * @param then is given nothing when it is no form, or too large for one; never called when the sender goes away
     */
    static void read(HttpServerRequest request, Consumer<Optional<FormBody>> then) {
        var whole = Buffer.buffer();
        request.handler(piece -> {
            if (whole.length() <= MOST_BYTES) {
                whole.appendBuffer(piece);
            }
        });
        request.endHandler(_ -> then.accept(
                isForm(request) && whole.length() <= MOST_BYTES
                        ? decoded(whole.toString(StandardCharsets.UTF_8))
                        : Optional.empty()));
    }

    /** A field that is there once, as browsers send ours. */
    Optional<String> value(String name) {
        var given = values.getOrDefault(name, List.of());
        return given.size() == 1 ? Optional.of(given.getFirst()) : Optional.empty();
    }

    private static boolean isForm(HttpServerRequest request) {
        var type = request.getHeader("Content-Type");
        return type != null
                && type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(TYPE);
    }

    private static Optional<FormBody> decoded(String text) {
        try {
            var fields = new QueryStringDecoder(text, StandardCharsets.UTF_8, false, MOST_FIELDS, true);
            return Optional.of(new FormBody(fields.parameters()));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
