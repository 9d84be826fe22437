package dev.patchbay.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;

/** What can happen to a true answer on its way. An answer that an alteration does not fit stays as it is. */
public enum Alteration {
    /** The last third of the body is missing, and nothing says so. */
    CUT,
    /** A byte-order mark before the body. */
    BOM,
    /** A byte in front that no UTF-8 text holds. */
    INVALID_UTF8,
    /** The content type claims JSON around what may be none. */
    AS_JSON,
    GZIP,
    /** An answer that says nothing, whether by an empty body or by null, says it in one of four ways. */
    NOTHING_AS_EMPTY,
    NOTHING_AS_NULL,
    NOTHING_AS_TRUE,
    NOTHING_AS_OBJECT,
    /** A JSON text without its quotes, and a text that had none with them. */
    TEXT_BARE,
    TEXT_QUOTED,
    /** A bare number as a JSON text. */
    NUMBER_AS_TEXT;

    private static final String JSON_TYPE = "application/json";
    private static final int NEVER_IN_UTF8 = 0xFF;
    private static final int[] MARK = {0xEF, 0xBB, 0xBF};

    static Optional<Alteration> named(String name) {
        return Arrays.stream(values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    Answer apply(Answer answer) {
        byte[] bytes = answer.body().bytes();
        return switch (this) {
            case CUT -> with(answer, Body.of(Arrays.copyOf(bytes, bytes.length * 2 / 3)));
            case BOM -> with(answer, prefixed(MARK, bytes));
            case INVALID_UTF8 -> with(answer, prefixed(new int[] {NEVER_IN_UTF8}, bytes));
            case AS_JSON -> answer.with("Content-Type", JSON_TYPE);
            case GZIP -> with(answer, gzip(bytes)).with("Content-Encoding", "gzip");
            case NOTHING_AS_EMPTY -> nothing(answer, "");
            case NOTHING_AS_NULL -> nothing(answer, "null");
            case NOTHING_AS_TRUE -> nothing(answer, "true");
            case NOTHING_AS_OBJECT -> nothing(answer, "{}");
            case TEXT_BARE -> json(answer, JsonNode::isTextual, JsonNode::asText);
            case TEXT_QUOTED -> quoted(answer);
            case NUMBER_AS_TEXT ->
                json(
                        answer,
                        JsonNode::isNumber,
                        number -> TextNode.valueOf(number.asText()).toString());
        };
    }

    private static Answer with(Answer answer, Body body) {
        return new Answer(answer.status(), answer.headers(), body);
    }

    private static Body prefixed(int[] prefix, byte[] bytes) {
        var whole = new ByteArrayOutputStream(bytes.length + prefix.length);
        for (int b : prefix) {
            whole.write(b);
        }
        whole.writeBytes(bytes);
        return Body.of(whole.toByteArray());
    }

    private static Body gzip(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return Body.of(packed.toByteArray());
    }

    private static Answer nothing(Answer answer, String text) {
        boolean empty = answer.status() < 300
                && (answer.body().isEmpty() || answer.body().text().equals("null"));
        return empty ? with(answer, Body.of(text)).with("Content-Type", JSON_TYPE) : answer;
    }

    private static Answer quoted(Answer answer) {
        String text = answer.body().text();
        return answer.body().isEmpty() || Json.parse(text).isPresent()
                ? answer
                : with(answer, Body.of(TextNode.valueOf(text).toString().getBytes(StandardCharsets.UTF_8)))
                        .with("Content-Type", JSON_TYPE);
    }

    private static Answer json(Answer answer, Predicate<JsonNode> fits, Function<JsonNode, String> rewritten) {
        return Json.parse(answer.body().text())
                .filter(fits)
                .map(rewritten)
                .map(text -> with(answer, Body.of(text)))
                .orElse(answer);
    }
}
