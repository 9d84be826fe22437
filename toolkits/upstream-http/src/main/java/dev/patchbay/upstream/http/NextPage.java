package dev.patchbay.upstream.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.patchbay.toolkit.Paging;
import dev.patchbay.toolkit.Paging.ByOffset;
import dev.patchbay.toolkit.Paging.ByToken;
import dev.patchbay.toolkit.Paging.More;
import dev.patchbay.toolkit.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Adds to a result the whole arguments of the call that gets the next page, but for secret ones, which are only named. A caller who follows them comes to an end: what
 * would repeat the page just given, or not move on, is no next page.
 */
final class NextPage {
    private static final String MEMBER = "next_page";

    private NextPage() {}

    /** The same result, with the member unless it is the last page or the service has such a member of its own. */
    static ObjectNode added(Tool tool, ObjectNode arguments, ObjectNode result) {
        if (tool.paging().isPresent() && !result.has(MEMBER)) {
            var paging = tool.paging().get();
            next(paging, tool, arguments, result).ifPresent(value -> {
                var page = result.putObject(MEMBER);
                var repeated = page.putObject("arguments");
                var secret = new ArrayList<String>();
                arguments.properties().stream()
                        .filter(member -> !member.getValue().isNull())
                        .forEach(member -> {
                            if (isSecret(tool, member.getKey())) {
                                secret.add(member.getKey());
                            } else {
                                repeated.set(member.getKey(), member.getValue());
                            }
                        });
                repeated.set(argument(paging), value);
                if (!secret.isEmpty()) {
                    secret.forEach(page.putArray("give_again")::add);
                }
            });
        }
        return result;
    }

    private static String argument(Paging paging) {
        return switch (paging) {
            case ByToken token -> token.argument();
            case ByOffset offset -> offset.argument();
        };
    }

    private static Optional<JsonNode> next(Paging paging, Tool tool, ObjectNode arguments, ObjectNode result) {
        return switch (paging) {
            case ByToken(var argument, var members) ->
                token(members, result)
                        .filter(token ->
                                !token.asText().equals(arguments.path(argument).asText()))
                        .map(token -> wantsText(tool, argument) ? TextNode.valueOf(token.asText()) : token);
            case ByOffset(var argument, var items, var more) -> {
                var count = result.path(items).size();
                var offset = offset(arguments, argument);
                yield count > 0 && isMore(more, count, arguments, result) && offset.isPresent()
                        ? Optional.of(LongNode.valueOf(offset.getAsLong() + count))
                        : Optional.empty();
            }
        };
    }

    private static Optional<JsonNode> token(List<String> members, ObjectNode result) {
        return members.stream()
                .map(result::path)
                .filter(value -> value.isNumber()
                        || (value.isTextual() && !value.textValue().isEmpty()))
                .findFirst();
    }

    /** A service may send a number where it takes a text; the next call has to pass the same schema. */
    private static boolean wantsText(Tool tool, String argument) {
        return tool.inputSchema()
                .path("properties")
                .path(argument)
                .path("type")
                .asText()
                .equals("string");
    }

    private static OptionalLong offset(ObjectNode arguments, String argument) {
        var given = arguments.path(argument);
        if (given.isMissingNode() || given.isNull()) {
            return OptionalLong.of(0);
        }
        return given.isIntegralNumber() && given.canConvertToInt()
                ? OptionalLong.of(given.longValue())
                : OptionalLong.empty();
    }

    private static boolean isMore(More more, int count, ObjectNode arguments, ObjectNode result) {
        return switch (more) {
            case More.Flag(String member) ->
                result.path(member).isBoolean() && result.path(member).booleanValue();
            case More.FullPage(String size, var byDefault) -> {
                var given = arguments.path(size);
                yield given.isIntegralNumber()
                        ? count >= given.longValue()
                        : byDefault.isPresent() && count >= byDefault.get();
            }
        };
    }

    /** A token has no business in a result, which people log and models quote. */
    private static boolean isSecret(Tool tool, String argument) {
        return tool.inputSchema()
                .path("properties")
                .path(argument)
                .path("writeOnly")
                .asBoolean();
    }
}
