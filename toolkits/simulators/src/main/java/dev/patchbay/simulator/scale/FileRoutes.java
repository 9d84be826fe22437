package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Multipart;
import dev.patchbay.simulator.http.Routes;
import java.net.URI;
import java.net.URLConnection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Files: uploaded as multipart, imported from an address that is looked at and not fetched, listed per project. */
final class FileRoutes {
    private static final long SIZE_LIMIT = 80L * 1024 * 1024;
    private static final int SIZE_OF_AN_IMPORT = 1234;
    private static final List<String> TEXTS = List.of("project_name", "display_name", "reference_id");

    private FileRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("POST", "/v1/files/upload", FileRoutes::upload);
        routes.add("POST", "/v1/files/import", FileRoutes::importFile);
        routes.add("GET", "/v1/files", FileRoutes::list);
    }

    private static Answer upload(Call call) {
        Multipart form = call.multipart();
        var file = form.part("file").orElseThrow(() -> Refusal.required("file"));
        if (file.content().length() > SIZE_LIMIT) {
            throw Refusal.tooLarge(call.on(Switch.OVERSIZE_IS_413), "The file is larger than 80 MB.");
        }
        ObjectNode given = Json.object();
        TEXTS.forEach(name -> form.text(name).ifPresent(text -> given.put(name, text)));
        form.text("metadata")
                .ifPresent(text -> given.set(
                        "metadata",
                        Json.parse(text).orElseThrow(() -> Refusal.parameter("\"metadata\" is not valid JSON"))));
        String type = file.contentType().orElse("application/octet-stream");
        return store(call, given, type, file.content().length());
    }

    private static Answer importFile(Call call) {
        ObjectNode body = call.object();
        String url = Parameters.required(body, "file_url");
        if (!url.matches("https?://.+") || TaskEnding.isBroken(url)) {
            throw Refusal.parameter("\"file_url\" cannot be fetched");
        }
        String type = URLConnection.guessContentTypeFromName(path(url));
        return store(call, body, Optional.ofNullable(type).orElse("application/octet-stream"), SIZE_OF_AN_IMPORT);
    }

    private static Answer store(Call call, ObjectNode given, String type, long size) {
        Parameters.metadata(given);
        String project = given.path("project_name").asText("");
        if (!project.isEmpty() && call.environment().project(project).isEmpty()) {
            throw TaskCreation.missingParent(call, "Project with that name not found.");
        }
        String reference = given.path("reference_id").asText("");
        if (!reference.isEmpty() && call.environment().files().hasReference(reference)) {
            throw Refusal.conflict("The reference_id " + reference + " is already in use by another file.");
        }
        Instant moment = call.environment().nextMoment();
        String id = call.environment().newId(moment);
        var json = Json.object()
                .put("id", id)
                .put("attachment_url", "scaledata://" + id)
                .put("mime_type", type)
                .put("size", size)
                .put("created_at", Timestamps.write(moment))
                .put("updated_at", Timestamps.write(moment));
        var projects = json.putArray("project_names");
        if (!project.isEmpty()) {
            projects.add(project);
        }
        for (String member : List.of("display_name", "reference_id", "metadata")) {
            if (given.has(member)) {
                json.set(member, given.get(member));
            }
        }
        call.environment().files().put(new Entity(moment, json));
        return Answer.json(200, json);
    }

    /** The names in the envelope are not known; the cursor is the id of the last file of the page before. */
    private static Answer list(Call call) {
        var project = call.query().first("project");
        if (project.isEmpty() && call.on(Switch.FILES_NEED_PROJECT)) {
            throw Refusal.required("project");
        }
        if (project.isPresent() && call.environment().project(project.get()).isEmpty()) {
            throw TaskCreation.missingParent(call, "Project with that name not found.");
        }
        var wanted = call.query()
                .first("metadata")
                .map(text -> Json.parse(text).orElseThrow(() -> Refusal.parameter("\"metadata\" is not valid JSON")));
        String cursor = call.query().first("cursor").orElse("");
        int limit = Parameters.limit(call);
        var found = call.environment()
                .files()
                .all()
                .filter(file -> project.isEmpty() || contains(file.json().path("project_names"), project.get()))
                .filter(file -> wanted.isEmpty() || holds(file.json().path("metadata"), wanted.get()))
                .filter(file -> file.text("id").compareTo(cursor) > 0)
                .toList();
        var page = Json.object();
        var files = page.putArray("files");
        found.stream().limit(limit).forEach(file -> files.add(file.json()));
        if (found.size() > limit) {
            page.put("cursor", files.path(limit - 1).path("id").asText());
        }
        return Answer.json(200, page);
    }

    private static boolean contains(JsonNode names, String wanted) {
        for (JsonNode name : names) {
            if (name.asText().equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(JsonNode metadata, JsonNode wanted) {
        return wanted.properties().stream().allMatch(entry -> entry.getValue().equals(metadata.path(entry.getKey())));
    }

    private static String path(String url) {
        try {
            return Optional.ofNullable(URI.create(url).getPath()).orElse("");
        } catch (IllegalArgumentException _) {
            return "";
        }
    }
}
