package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.connection.Slice;
import dev.patchbay.authstore.file.FilePath;
import dev.patchbay.authstore.file.SessionFiles;
import dev.patchbay.authstore.file.StoredFile;
import dev.patchbay.authstore.file.StoredFiles;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.results.ResultHandle;
import dev.patchbay.gateway.results.StoredResults;
import dev.patchbay.gateway.session.Session;
import io.modelcontextprotocol.spec.McpSchema.BlobResourceContents;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.ListResourceTemplatesResult;
import io.modelcontextprotocol.spec.McpSchema.ListResourcesResult;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ResourceContents;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A session's files as resources, kept results among them: {@code patchbay:///files/results/res_….json}. They are for the
 * program around a model; the model itself reads parts of a result with the router's own tool.
 */
@ApplicationScoped
class SessionResources {
    private static final String SCHEME = "patchbay";
    private static final String FILES = "/files/";
    /** What {@link SessionCompletion} completes. */
    static final String TEMPLATE_PATH = "path";

    static final String TEMPLATE = SCHEME + "://" + FILES + "{+" + TEMPLATE_PATH + "}";

    private static final int PAGE = 100;
    private static final Pattern CURSOR = Pattern.compile("after-([0-9]{1,6})");
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);
    /** More is no context for anybody, and is held in memory whole; the session's file routes give it as a stream. */
    private static final long LARGEST = 5L * 1024 * 1024;

    private final SessionFiles sessionFiles;
    private final StoredFiles files;

    SessionResources(SessionFiles sessionFiles, StoredFiles files) {
        this.sessionFiles = sessionFiles;
        this.files = files;
    }

    Reply list(Session session, ObjectNode params) {
        var cursor = CURSOR.matcher(params.path("cursor").asText("after-0"));
        if (!cursor.matches()) {
            return new Reply.Refusal(ErrorCodes.INVALID_PARAMS, "Unknown cursor.");
        }
        var offset = Integer.parseInt(cursor.group(1));
        var page = sessionFiles.list(session.tenant(), StoredResults.folder(session), "", new Slice(offset, PAGE));
        var resources = page.items().stream().map(SessionResources::resource).toList();
        var next = offset + resources.size() < page.total() ? "after-" + (offset + resources.size()) : null;
        return new Reply.Result(
                ListResourcesResult.builder(resources).nextCursor(next).build());
    }

    static ListResourceTemplatesResult templates() {
        var file = ResourceTemplate.builder(TEMPLATE, "session-file")
                .title("File of this session")
                .description(
                        "A file by its path in the session, e.g. reports/may.csv; a result that was kept because it is"
                                + " large is at results/<handle>.json")
                .build();
        return ListResourceTemplatesResult.builder(List.of(file)).build();
    }

    Reply read(Session session, ObjectNode params) {
        var uri = params.path("uri").textValue();
        if (uri == null) {
            return new Reply.Refusal(ErrorCodes.INVALID_PARAMS, "\"params.uri\" must be the address of a resource.");
        }
        var file = path(uri)
                .flatMap(path -> sessionFiles.find(
                        session.tenant(), StoredResults.folder(session).at(path)));
        if (file.isEmpty()) {
            return missing(uri, "This session has no such resource; resources/list names what there is.");
        }
        if (file.get().size() > LARGEST) {
            return new Reply.Refusal(
                    ErrorCodes.INVALID_PARAMS,
                    "This resource has " + file.get().size() + " bytes, more than the " + LARGEST
                            + " that are given here; download it as a file of the session.");
        }
        try (var content = files.open(session.tenant(), file.get())) {
            return new Reply.Result(
                    ReadResourceResult.builder(List.of(contents(uri, file.get(), content.readAllBytes())))
                            .build());
        } catch (IOException deletedMeanwhile) {
            return missing(uri, "This resource is gone.");
        }
    }

    private static Reply missing(String uri, String problem) {
        return new Reply.Refusal(
                ErrorCodes.RESOURCE_NOT_FOUND,
                problem,
                Optional.of(Json.object().put("uri", uri)));
    }

    private static ResourceContents contents(String uri, StoredFile file, byte[] content) {
        var type = file.mimetype();
        return type.startsWith("text/") || type.startsWith("application/json")
                ? TextResourceContents.builder(uri, new String(content, StandardCharsets.UTF_8))
                        .mimeType(type)
                        .build()
                : BlobResourceContents.builder(uri, Base64.getEncoder().encodeToString(content))
                        .mimeType(type)
                        .build();
    }

    private static Resource resource(StoredFile file) {
        var path = file.keptAt().orElseThrow().path();
        var kept = path.value().startsWith(ResultHandle.FOLDER);
        return Resource.builder(uri(path), path.value())
                .title(kept ? "Result kept on " + MINUTE.format(file.createdAt()) : path.name())
                .description((kept ? "Answer of a tool, too large to be given whole" : "File of this session")
                        + "; there until " + MINUTE.format(file.expiresAt()))
                .mimeType(file.mimetype())
                .size(file.size())
                .build();
    }

    private static String uri(FilePath path) {
        try {
            return new URI(SCHEME, "", FILES + path.value(), null).toASCIIString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Optional<FilePath> path(String uri) {
        try {
            var read = new URI(uri);
            return SCHEME.equals(read.getScheme())
                            && read.getPath() != null
                            && read.getPath().startsWith(FILES)
                    ? Optional.of(FilePath.of(read.getPath().substring(FILES.length())))
                    : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
