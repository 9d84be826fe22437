package dev.patchbay.gateway.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * Reads JSON sent to us, within the bounds of requirement R44: depth 64, 10 000 members (of objects) and elements (of arrays)
 * together, strings of 512 KB, numbers of 100 digits when written out, no duplicate members, no half characters, nothing after
 * the value, UTF-8 only. Numbers keep every digit.
 */
public final class Json {
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final int MOST_DIGITS = 100;
    private static final int MOST_MEMBERS = 10_000;
    /** A member is at most three tokens, the name and two brackets. Stops the parser before a large tree is built. */
    private static final int MOST_TOKENS = 3 * MOST_MEMBERS + 2;

    private static final JsonMapper STRICT = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxStringLength(512 * 1024)
                            .maxNumberLength(MOST_DIGITS)
                            .maxNameLength(1024)
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // UTF-8 only: read as UTF-16, half a surrogate pair would become U+FFFD without a word.
                    .disable(com.fasterxml.jackson.core.JsonFactory.Feature.CHARSET_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    /** @throws MalformedJson with a message fit for the sender: what is wrong and at which line and column */
    public static JsonNode read(byte[] body) throws MalformedJson {
        JsonNode node;
        try {
            var start = markLength(body);
            node = STRICT.readTree(body, start, body.length - start);
        } catch (JsonProcessingException malformed) {
            throw new MalformedJson(describe(malformed));
        } catch (IOException unreadable) {
            throw new MalformedJson("The body is not UTF-8 text.");
        } catch (NumberFormatException hugeExponent) { // thrown as it is by the parser, from ten exponent digits on
            throw tooLong();
        }
        if (node.isMissingNode()) {
            throw new MalformedJson("The body is empty; JSON was expected.");
        }
        if (members(node) > MOST_MEMBERS) {
            throw new MalformedJson("The body has more than " + MOST_MEMBERS + " members and elements together.");
        }
        check(node);
        return node;
    }

    /** Of a byte-order mark, which some senders put before UTF-8. */
    private static int markLength(byte[] body) {
        return Arrays.equals(body, 0, Math.min(MARK.length, body.length), MARK, 0, MARK.length) ? MARK.length : 0;
    }

    private static int members(JsonNode node) {
        var count = node.size();
        for (var child : node) {
            count += members(child);
        }
        return count;
    }

    public static ObjectNode object() {
        return STRICT.createObjectNode();
    }

    public static String write(JsonNode node) {
        return node.toString();
    }

    private static void check(JsonNode node) throws MalformedJson {
        if (node.isTextual()) {
            checkText(node.textValue());
        } else if (node.isBigDecimal() && digits(node.decimalValue()) > MOST_DIGITS) {
            throw tooLong();
        }
        for (var member : node.properties()) {
            checkText(member.getKey());
        }
        for (var child : node) {
            check(child);
        }
    }

    /** Half a surrogate pair has no UTF-8 form: stored or sent it becomes "?", and two users become one. */
    private static void checkText(String text) throws MalformedJson {
        if (text.codePoints().anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
            throw new MalformedJson("A text in the body is not Unicode; it holds half of a surrogate pair.");
        }
    }

    /** Written out, because PostgreSQL stores 1e99 so, and what was stored is read within the same bounds. */
    private static long digits(BigDecimal number) {
        var fraction = Math.max(number.scale(), 0);
        return Math.max((long) number.precision() - number.scale(), 1) + fraction;
    }

    private static MalformedJson tooLong() {
        return new MalformedJson("A number in the body has more than " + MOST_DIGITS + " digits when written out.");
    }

    /** Says where, and what kind of fault. Never the parser's own text: it quotes the input, which can be a credential. */
    private static String describe(JsonProcessingException malformed) {
        var at = malformed.getLocation();
        var where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return "The body is not valid JSON" + where + ": " + fault(malformed) + ".";
    }

    private static String fault(JsonProcessingException malformed) {
        if (malformed instanceof JsonEOFException) {
            return "it ends too early";
        }
        if (malformed instanceof StreamConstraintsException) {
            return "it exceeds a limit (depth 64, 10 000 members, texts of 512 KB, names of 1024 characters, numbers of 100 digits)";
        }
        return malformed.getOriginalMessage().startsWith("Duplicate")
                ? "a member occurs twice"
                : "this is not JSON; texts and member names need double quotes";
    }
}
