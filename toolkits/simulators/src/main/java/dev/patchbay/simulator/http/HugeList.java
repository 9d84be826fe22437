package dev.patchbay.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A valid JSON list of any size, streamed in chunks instead of held in memory. */
final class HugeList {
    private static final byte[] ITEM =
            (",{\"filler\":\"" + "x".repeat(8000) + "\"}").getBytes(StandardCharsets.US_ASCII);

    private HugeList() {}

    static void write(HttpExchange exchange, long size) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write("[{}".getBytes(StandardCharsets.US_ASCII));
            for (long written = 0; written < size; written += ITEM.length) {
                out.write(ITEM);
            }
            out.write(']');
        }
    }
}
