package dev.patchbay.simulator.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;

/** The journal as the control interface shows it. */
final class JournalJson {
    private JournalJson() {}

    static ArrayNode of(List<Exchange> exchanges) {
        var list = Json.array();
        exchanges.forEach(exchange -> list.add(line(exchange)));
        return list;
    }

    private static ObjectNode line(Exchange exchange) {
        var line = Json.object()
                .put("at", exchange.at().toString())
                .put("method", exchange.method())
                .put("path", exchange.rawPath())
                .put("query", exchange.rawQuery())
                .put("status", exchange.status())
                .put("body", exchange.body().text())
                .put("body_length", exchange.body().length())
                .put("body_sha256", exchange.bodySha256());
        if (!exchange.body().isText()) {
            line.put(
                    "body_base64",
                    Base64.getEncoder().encodeToString(exchange.body().bytes()));
        }
        if (!exchange.remark().isEmpty()) {
            line.put("remark", exchange.remark());
        }
        var headers = line.putObject("headers");
        exchange.headers().forEach((name, values) -> values.forEach(headers.putArray(name)::add));
        if (!exchange.parts().isEmpty()) {
            var parts = line.putArray("parts");
            exchange.parts().forEach(part -> parts.add(part(part)));
        }
        return line;
    }

    private static ObjectNode part(Exchange.SentPart part) {
        var json = Json.object().put("name", part.name());
        part.fileName().ifPresent(name -> json.put("filename", name));
        part.contentType().ifPresent(type -> json.put("content_type", type));
        return json.put("length", part.length()).put("sha256", part.sha256());
    }
}
