package dev.patchbay.upstream.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Failure.InvalidArguments;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.UpstreamRequest;

/**
 * Fills a tool's request template with arguments (docs/guides/tool-files.md is the language).
 *
 * <p>Promises for every argument value whatever: path, query, headers and body differ from those of another value only
 * where the template names the argument, and the number of path segments is that of the template, except for an argument
 * that spreads over {@code many}.
 */
final class RequestBuilder {

    /** The request, or every reason why these arguments cannot be sent. */
    Outcome<UpstreamRequest> build(Tool tool, ObjectNode arguments) {
        var template = tool.request();
        var given = new Given(arguments);
        var request = new UpstreamRequest(
                template.method(),
                template.path(),
                PathWriter.write(template.path(), given),
                QueryWriter.write(template.query(), given),
                HeaderWriter.write(template.headers(), given),
                BodyWriter.write(template.method(), template.body(), given));
        var violations = given.violations();
        return violations.isEmpty()
                ? Outcome.ok(request)
                : Outcome.failed(new InvalidArguments(tool.slug(), violations));
    }
}
