package dev.patchbay.upstream.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Failure.InvalidArguments;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.RequestTemplate;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.UpstreamRequest;

/**
 * Fills a tool's request template with arguments (docs/guides/tool-files.md is the language).
 *
 * <p>Promises for every argument value whatever: path, query, headers and body differ from those of another value only
 * where the template names the argument, and the number of path segments is that of the template, except for an argument
 * that spreads over {@code many}.
 */
final class RequestBuilder {

    /**
     * The request, or every reason why these arguments cannot be sent. Files are opened last, when nothing else is wrong.
     *
     * @param files owns what is opened, also when the outcome is a failure
     */
    Outcome<UpstreamRequest> build(ToolSlug tool, RequestTemplate template, ObjectNode arguments, OpenFiles files) {
        var given = new Given(arguments);
        var path = PathWriter.write(template.path(), given);
        var query = QueryWriter.write(template.query(), given);
        var headers = HeaderWriter.write(template.headers(), given);
        var draft = BodyWriter.write(template.method(), template.body(), given);
        var violations = given.violations();
        if (!violations.isEmpty()) {
            return Outcome.failed(new InvalidArguments(tool, violations));
        }
        return draft.open(tool, files)
                .map(body -> new UpstreamRequest(
                        template.method(),
                        template.path(),
                        path,
                        query,
                        headers,
                        body,
                        template.door(),
                        template.anonymous()));
    }
}
