package dev.patchbay.gateway.meta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.file.StoredFile;
import dev.patchbay.gateway.call.CallResult;
import dev.patchbay.gateway.call.CallerPresence;
import dev.patchbay.gateway.call.ToolScope;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.results.Kept;
import dev.patchbay.gateway.results.ReadResult;
import dev.patchbay.gateway.results.ResultReferences;
import dev.patchbay.gateway.results.StoredResults;
import dev.patchbay.gateway.session.Session;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Tool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Keeps answers that are too large for a model, reads parts of them, and passes them on. Kept answers belong to a session, so
 * without one there are none: answers are whole and handles unknown.
 */
@ApplicationScoped
class KeptResults {
    private final StoredResults results;
    private final ResultReferences references;
    private final ReadResult reader;
    private final CallerPresence presence;

    KeptResults(StoredResults results, ResultReferences references, ReadResult reader, CallerPresence presence) {
        this.presence = presence;
        this.results = results;
        this.references = references;
        this.reader = reader;
    }

    /** @param file where the whole answer is, when the result holds only its preview */
    record Delivered(CallResult result, Optional<StoredFile> file) {}

    /** Arguments with what is kept in the place of references to it. */
    Outcome<ObjectNode> resolve(ToolScope scope, Tool tool, ObjectNode given) {
        return scope instanceof ToolScope.InSession(var session)
                        && scope.router().keepsResults()
                ? presence.during(() -> references.resolve(session, tool.slug(), given))
                : Outcome.ok(given);
    }

    /** {@code PATCHBAY_READ_RESULT}. */
    Outcome<ObjectNode> read(ToolScope scope, ObjectNode given) {
        var arguments = MetaArguments.of(MetaTool.READ_RESULT, given);
        return arguments.thenRun(() -> switch (scope) {
            case ToolScope.InSession(var session) -> reader.read(session, arguments.own());
            case ToolScope.ForUser ignored ->
                Outcome.failed(new Failure.Restricted(
                        MetaTool.READ_RESULT.slug().value(),
                        "results are kept in sessions only (workbench), and this call is in none"));
        });
    }

    /** The result, or its preview where it is too large by itself. */
    Delivered shortened(ToolScope scope, String slug, CallResult result) {
        return scope instanceof ToolScope.InSession(var session)
                        && scope.router().keepsResults()
                        && size(result) > scope.router().largestInline()
                ? kept(session, slug, result)
                : new Delivered(result, Optional.empty());
    }

    /**
     * Results of one answer, in their order. Those that stay whole are together within what the session has inline: the largest
     * are kept until the rest fits.
     *
     * @param given each by itself not too large any more
     * @param all to keep every result, however small
     */
    List<Delivered> together(ToolScope scope, List<String> slugs, List<Delivered> given, boolean all) {
        var delivered = new ArrayList<>(given);
        if (scope instanceof ToolScope.InSession(var session) && scope.router().keepsResults()) {
            var sizes = given.stream()
                    .mapToInt(each -> each.file().isPresent() ? 0 : size(each.result()))
                    .toArray();
            long total = IntStream.of(sizes).sum();
            var largestFirst = IntStream.range(0, sizes.length)
                    .boxed()
                    .sorted(Comparator.comparingInt((Integer index) -> sizes[index])
                            .reversed())
                    .toList();
            for (int index : largestFirst) {
                if (sizes[index] > 0 && (all || total > scope.router().largestInline())) {
                    delivered.set(
                            index,
                            kept(session, slugs.get(index), given.get(index).result()));
                    total -= sizes[index];
                }
            }
        }
        return List.copyOf(delivered);
    }

    /** In characters of JSON; 0 of what is no data. */
    private static int size(CallResult result) {
        return switch (result.outcome()) {
            case Outcome.Ok<ObjectNode>(var data) -> Json.write(data).length();
            case Outcome.Failed<ObjectNode> ignored -> 0;
        };
    }

    private Delivered kept(Session session, String slug, CallResult result) {
        return switch (result.outcome()) {
            case Outcome.Failed<ObjectNode> ignored -> new Delivered(result, Optional.empty());
            // What holds a secret, such as a token, is for its caller and for nobody's files.
            case Outcome.Ok<ObjectNode>(var data)
            when result.sensitive().stream().anyMatch(data::hasNonNull) -> new Delivered(result, Optional.empty());
            case Outcome.Ok<ObjectNode>(var data) ->
                switch (results.keep(session, slug, result.logId(), data)) {
                    case Kept.Inline ignored -> new Delivered(result, Optional.empty());
                    case Kept.Stored(var ignored, var preview, var file) ->
                        new Delivered(
                                new CallResult(result.logId(), Outcome.ok(preview), result.sensitive()),
                                Optional.of(file));
                };
        };
    }
}
