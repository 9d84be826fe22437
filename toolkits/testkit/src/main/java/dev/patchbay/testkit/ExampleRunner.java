package dev.patchbay.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.catalog.ArgumentCheck;
import dev.patchbay.catalog.Problem;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.Violation;
import dev.patchbay.upstream.http.HttpUpstream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Runs examples of one toolkit through the code that runs its tools, with only the wire replaced. */
final class ExampleRunner {
    private final Toolkit toolkit;
    private final ArgumentCheck arguments = new ArgumentCheck();
    private final HttpUpstream upstream = new HttpUpstream(_ -> {}); // an example waits for nothing

    ExampleRunner(Toolkit toolkit) {
        this.toolkit = toolkit;
    }

    /** Everything in which the run differs from the example. */
    List<Problem> run(Example example) {
        var egress = new RecordingEgress(example.answers());
        var files = new ExampleFiles(egress);
        var tool = example.tool();
        var outcome = arguments
                .check(tool, example.with())
                .then(checked -> upstream.call(toolkit, tool, checked, egress, files));

        var problems = new ArrayList<>(SentComparison.problems(example, egress.sent()));
        switch (example.ending()) {
            case Ending.Gives(var expected) -> problems.addAll(gives(example, new ResultComparison(expected), outcome));
            case Ending.Fails(var cause, var saying) -> problems.addAll(fails(example, cause, saying, outcome));
        }
        return problems;
    }

    private static List<Problem> gives(Example example, ResultComparison expected, Outcome<ObjectNode> outcome) {
        return switch (outcome) {
            case Outcome.Ok<ObjectNode>(var result) ->
                expected.differences(result, example.tool()).stream()
                        .map(difference -> example.problem("gives", difference))
                        .toList();
            case Outcome.Failed<ObjectNode>(var failure) -> List.of(example.problem("gives", "fails with " + failure));
        };
    }

    private static List<Problem> fails(
            Example example, Ending.Cause cause, List<String> saying, Outcome<ObjectNode> outcome) {
        return switch (outcome) {
            case Outcome.Ok<ObjectNode>(var result) ->
                List.of(example.problem("fails", "succeeds and gives " + result));
            case Outcome.Failed<ObjectNode>(var failure)
            when !matches(cause, failure) -> List.of(example.problem("fails", "fails otherwise, with " + failure));
            case Outcome.Failed<ObjectNode>(var failure) ->
                saying.stream()
                        .filter(text -> !readable(failure).contains(text))
                        .map(text -> example.problem(
                                "fails", "does not say \"" + text + "\" but \"" + readable(failure) + "\""))
                        .toList();
        };
    }

    private static boolean matches(Ending.Cause cause, Failure failure) {
        return switch (cause) {
            case Ending.Cause.Refused(var status) ->
                failure instanceof Failure.UpstreamRefused refused && refused.status() == status;
            case Ending.Cause.Invalid(var argument) ->
                failure instanceof Failure.InvalidArguments invalid
                        && invalid.violations().stream().anyMatch(violation -> blames(violation, argument));
            case Ending.Cause.Unavailable() -> failure instanceof Failure.UpstreamUnavailable;
        };
    }

    private static boolean blames(Violation violation, String argument) {
        var where = violation.where();
        return where.equals(argument) || where.startsWith(argument + ".") || where.startsWith(argument + "[");
    }

    /** What a caller can read in the three failures that examples name. */
    private static String readable(Failure failure) {
        return switch (failure) {
            case Failure.UpstreamRefused refused ->
                refused.detail() + refused.advice().map(advice -> " " + advice).orElse("");
            case Failure.InvalidArguments invalid ->
                invalid.violations().stream().map(Violation::toString).collect(Collectors.joining(" "));
            case Failure.UpstreamUnavailable unavailable -> unavailable.what();
            case Failure.UnknownTool _,
                    Failure.ConnectionIncomplete _,
                    Failure.Restricted _,
                    Failure.ApprovalNeeded _,
                    Failure.NotConnected _,
                    Failure.UnknownAccount _,
                    Failure.EgressDenied _,
                    Failure.Cancelled _,
                    Failure.AnswerTooLarge _ -> failure.toString();
        };
    }
}
