package dev.patchbay.upstream.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Failure.UpstreamRefused;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.Toolkit.ErrorFormat;
import dev.patchbay.toolkit.UpstreamAnswer;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads how a service says no. Its text is data from outside: bounded, on one line, never a page of HTML and never the
 * target of a redirect.
 */
final class ErrorReader {
    private static final int MAX_BODY_BYTES = 16 * 1024;
    private static final int MAX_DETAIL = 1000;
    private static final int MAX_CODE = 64;

    private static final Pattern HTML =
            Pattern.compile("<\\s*(?:!doctype|html|head|body)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");
    private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,18}");

    /** What an error object inside a success may hold beside text and code; any other member makes it a result. */
    private static final Set<String> ERROR_EXTRAS = Set.of("errorData", "errorDetails");

    /** The refusal that an answer outside 2xx is. */
    Failure refusal(Toolkit toolkit, Tool tool, UpstreamAnswer answer) {
        if (answer.status() >= 300 && answer.status() <= 399) {
            var detail = "The service answered with a redirect (HTTP " + answer.status() + "), which is not followed.";
            return new UpstreamRefused(
                    answer.status(),
                    Optional.empty(),
                    detail,
                    advice(toolkit, tool, answer, Optional.empty()),
                    Optional.empty());
        }
        return refusal(AnswerText.utf8(answer.body()).flatMap(AnswerText::json), toolkit, tool, answer);
    }

    /** The refusal that a 2xx answer is, where the service hides refusals there or the tool says how it does. */
    Optional<Failure> refusalInside(JsonNode value, Toolkit toolkit, Tool tool, UpstreamAnswer answer) {
        if (toolkit.errors().insideSuccess() && isErrorObject(value, toolkit.errors())) {
            return Optional.of(refusal(Optional.of(value), toolkit, tool, answer));
        }
        return tool.refusal()
                .filter(sign -> member(value, sign.member())
                        .filter(said -> said.isTextual() && said.textValue().equals(sign.value()))
                        .isPresent())
                .map(sign -> refused(
                        Optional.of(value),
                        readable(value, sign.message())
                                .orElse("The service answered " + sign.member() + ": " + sign.value()
                                        + ", and no readable reason"),
                        toolkit,
                        tool,
                        answer));
    }

    private static Failure refusal(Optional<JsonNode> body, Toolkit toolkit, Tool tool, UpstreamAnswer answer) {
        var detail = body.flatMap(json -> readable(json, toolkit.errors().message()))
                .orElse("HTTP " + answer.status() + " without a readable error");
        return refused(body, detail, toolkit, tool, answer);
    }

    private static Failure refused(
            Optional<JsonNode> body, String detail, Toolkit toolkit, Tool tool, UpstreamAnswer answer) {
        var code = body.flatMap(json -> code(json, toolkit.errors()));
        return new UpstreamRefused(
                answer.status(),
                code,
                detail,
                advice(toolkit, tool, answer, code),
                body.filter(_ -> answer.body().length <= MAX_BODY_BYTES));
    }

    private static Optional<String> readable(JsonNode body, String name) {
        return member(body, name)
                .filter(JsonNode::isTextual)
                .map(text -> oneLine(text.textValue(), MAX_DETAIL))
                .filter(text -> !text.isEmpty() && !HTML.matcher(text).find());
    }

    private static boolean isErrorObject(JsonNode value, ErrorFormat format) {
        var message = member(value, format.message()).filter(JsonNode::isTextual);
        var code = format.code().flatMap(name -> member(value, name)).filter(ErrorReader::isNumeric);
        return message.isPresent()
                && (code.isPresent() || format.code().isEmpty())
                && value.properties().stream()
                        .allMatch(member -> member.getKey().equals(format.message())
                                || format.code().filter(member.getKey()::equals).isPresent()
                                || ERROR_EXTRAS.contains(member.getKey()));
    }

    private static boolean isNumeric(JsonNode code) {
        return code.isNumber()
                || (code.isTextual() && DIGITS.matcher(code.textValue()).matches());
    }

    /** Whether the service says "later" by a code of its own. */
    static boolean saysBusy(UpstreamAnswer answer, ErrorFormat format) {
        return !format.busy().isEmpty()
                && (!answer.isSuccess() || format.insideSuccess())
                && answer.body().length <= MAX_BODY_BYTES
                && AnswerText.utf8(answer.body())
                        .flatMap(AnswerText::json)
                        .filter(body -> !answer.isSuccess() || isErrorObject(body, format))
                        .flatMap(body -> code(body, format))
                        .filter(format.busy()::contains)
                        .isPresent();
    }

    private static Optional<String> code(JsonNode body, ErrorFormat format) {
        return format.code()
                .flatMap(name -> member(body, name))
                .filter(code -> code.isNumber() || code.isTextual())
                .map(code -> oneLine(code.asText(), MAX_CODE))
                .filter(code -> !code.isEmpty());
    }

    private static Optional<JsonNode> member(JsonNode body, String name) {
        return Optional.ofNullable(body.get(name));
    }

    private static Optional<String> advice(Toolkit toolkit, Tool tool, UpstreamAnswer answer, Optional<String> code) {
        var hint = tool.failureHints().adviceFor(answer.status(), code, toolkit.failureHints());
        var wait = answer.retryAfter()
                .filter(_ -> answer.status() == 429 || answer.status() >= 500)
                .map(seconds -> "The service asks to wait " + seconds + (seconds == 1 ? " second." : " seconds."));
        return hint.flatMap(text -> wait.map(more -> text + " " + more))
                .or(() -> hint)
                .or(() -> wait);
    }

    private static String oneLine(String text, int limit) {
        var line = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
        if (line.length() <= limit) {
            return line;
        }
        var splitsPair = Character.isHighSurrogate(line.charAt(limit - 1));
        return line.substring(0, splitsPair ? limit - 1 : limit);
    }
}
