package dev.patchbay.upstream.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.FileContent;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.UpstreamRequest;
import dev.patchbay.toolkit.UpstreamRequest.Body;
import dev.patchbay.toolkit.UpstreamRequest.FilePart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A body whose files are not open yet: nothing is fetched or decoded for a call that is refused for another reason. */
sealed interface BodyDraft {

    /** A body without files, or none. */
    record Ready(Optional<Body> body) implements BodyDraft {}

    /** A multipart body, in the order of its parts. */
    record Parts(List<Part> parts) implements BodyDraft {}

    sealed interface Part {
        record Ready(UpstreamRequest.Part part) implements Part {}

        record File(String name, String argument, ObjectNode value) implements Part {}
    }

    /** The body with its files opened, or why one of them cannot be. */
    default Outcome<Optional<Body>> open(ToolSlug tool, OpenFiles files) {
        return switch (this) {
            case Ready(var body) -> Outcome.ok(body);
            case Parts(var parts) -> multipart(parts, tool, files).map(Optional::of);
        };
    }

    private static Outcome<Body> multipart(List<Part> drafts, ToolSlug tool, OpenFiles files) {
        var parts = new ArrayList<UpstreamRequest.Part>(drafts.size());
        for (var draft : drafts) {
            switch (draft) {
                case Part.Ready(var part) -> parts.add(part);
                case Part.File(var name, var argument, var value) -> {
                    switch (files.open(tool, argument, value)) {
                        case Outcome.Ok<FileContent>(var file) -> parts.add(new FilePart(name, file));
                        case Outcome.Failed<FileContent>(var failure) -> {
                            return Outcome.failed(failure);
                        }
                    }
                }
            }
        }
        return Outcome.ok(new UpstreamRequest.Multipart(parts));
    }
}
