package dev.patchbay.gateway.call;

import dev.patchbay.gateway.custom.CustomTools;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.Violation;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Says a failure to a model or a person who must mend it: what, where, what would be right. Shared by every edge, so that
 * REST and MCP tell the same story; status and envelope are theirs.
 */
public record FailureText(String message, String fix) {
    private static final int MOST_NAMED = 10;

    public static FailureText of(Failure failure) {
        return switch (failure) {
            case Failure.UnknownTool(var asked, var ignored)
            when CustomTools.isLocal(asked) ->
                new FailureText(
                        "\"" + shorten(asked) + "\" is not a tool of this server: what begins with "
                                + CustomTools.PREFIX
                                + " runs in the process of whoever brought it along. Nothing was run.",
                        "Call it there; the SDK does so by itself for tools that its session was made with.");
            case Failure.UnknownTool(var asked, var similar) ->
                new FailureText(
                        "There is no tool \"" + shorten(asked) + "\" here.",
                        similar.isEmpty()
                                ? "List the tools to see what there is."
                                : "Did you mean "
                                        + similar.stream().map(ToolSlug::value).collect(Collectors.joining(", "))
                                        + "?");
            case Failure.Restricted(var subject, var rule) ->
                new FailureText(
                        "[Session Restriction] " + subject + " cannot be used: " + rule + ".",
                        "The brackets name the setting. A session's settings are changed by the backend that made it (PATCH on"
                                + " the session), an auth config's by whoever manages it; do not try another way.");
            case Failure.ApprovalNeeded(var asks) ->
                new FailureText(
                        "[Session Restriction] " + named(asks)
                                + " was not run: in this session a person approves such calls first (approval). Nothing was sent"
                                + (asks.size() > 1 ? ", and of a batch nothing was run" : "") + ".",
                        "An MCP client that can ask its user (elicitation) is asked for it; here was nobody to ask, or nobody"
                                + " approved. Tell the user which call it is and why you want it; do not try another way.");
            case Failure.InvalidArguments(var tool, var violations, var example) ->
                new FailureText(
                        "The arguments do not fit " + tool + "; nothing was sent. "
                                + violations.stream().map(Violation::toString).collect(Collectors.joining(" ")),
                        "Correct the named arguments and call again."
                                + example.map(arguments -> " Example: " + arguments)
                                        .orElse(""));
            case Failure.NotConnected(var toolkit, var reason, var remedy) ->
                new FailureText(
                        "No connected account found for toolkit " + toolkit + ": " + reason,
                        remedy.map(Failure.NotConnected.Remedy::advice)
                                .orElse("Connect an account for this user and toolkit, then call again."));
            case Failure.ConnectionIncomplete(var toolkit, var missing) ->
                new FailureText(
                        "The account connected to " + toolkit + " lacks what this tool needs; nothing was sent. "
                                + missing,
                        "Add the missing fields to the connected account, then call again.");
            case Failure.UnknownAccount(var asked) ->
                new FailureText(
                        "This user has no connected account \"" + shorten(asked) + "\" for this tool.",
                        "Leave the account out, or name one of the user's own accounts by id or alias.");
            case Failure.EgressDenied() ->
                new FailureText(
                        "The address this connection leads to is not one the gateway may reach; nothing was sent.",
                        "Check the connection's host; an operator decides which addresses are reachable.");
            case Failure.UpstreamRefused refused ->
                new FailureText(
                        "The service answered HTTP " + refused.status()
                                + refused.code()
                                        .filter(code -> !code.equals(String.valueOf(refused.status())))
                                        .map(code -> " (code " + code + ")")
                                        .orElse("")
                                + ": " + refused.detail(),
                        refused.advice().orElse(""));
            case Failure.UpstreamUnavailable(var what, var sent) ->
                new FailureText(
                        what,
                        sent
                                ? "The service may have carried the call out. Check before you repeat a call that changes something."
                                : "Nothing was sent; the call can be repeated.");
            case Failure.Cancelled(var sent) ->
                new FailureText(
                        "The call was cancelled because its caller went away.",
                        sent
                                ? "Whether the service carried it out is unknown. Check before you repeat a call that changes something."
                                : "The request under way was not sent.");
            case Failure.AnswerTooLarge(var limit) ->
                new FailureText(
                        "The service's answer is larger than " + limit / (1024 * 1024) + " MB and was not read.",
                        "Ask for less: use the tool's paging or filter arguments. The call itself may have taken effect.");
        };
    }

    /** Both parts as one text for a reader who gets only one. */
    public String whole() {
        return fix.isEmpty() ? message : sentence(message) + " " + fix;
    }

    /** Services often leave their last full stop out, and two sentences would run into one. */
    private static String sentence(String text) {
        return text.isEmpty() || ".!?:;…".indexOf(text.charAt(text.length() - 1)) >= 0 ? text : text + ".";
    }

    private static String named(List<Failure.Ask> asks) {
        var tools = asks.stream().map(ask -> ask.tool().value()).distinct().toList();
        var first = tools.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return tools.size() > MOST_NAMED ? first + " and " + (tools.size() - MOST_NAMED) + " others" : first;
    }

    private static String shorten(String text) {
        return text.length() > 64 ? text.substring(0, 64) + "…" : text;
    }
}
