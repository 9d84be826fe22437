package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.connection.Slice;
import dev.patchbay.authstore.file.FilePath;
import dev.patchbay.authstore.file.NewFile;
import dev.patchbay.authstore.file.SessionFiles;
import dev.patchbay.authstore.file.SessionPath;
import dev.patchbay.authstore.file.StoredFile;
import dev.patchbay.authstore.file.StoredFiles;
import dev.patchbay.authstore.token.Scope.Access;
import dev.patchbay.authstore.token.Scope.Area;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.gateway.files.FileLifetime;
import dev.patchbay.gateway.files.FileLinks;
import dev.patchbay.gateway.files.FileNames;
import dev.patchbay.gateway.files.Mimetypes;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import dev.patchbay.gateway.idempotency.HonoursIdempotencyKey;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.Members;
import dev.patchbay.gateway.json.Timestamps;
import dev.patchbay.gateway.results.ResultHandle;
import dev.patchbay.gateway.results.StoredResults;
import dev.patchbay.gateway.session.Session;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import dev.patchbay.gateway.tenancy.Needs;
import dev.patchbay.gateway.tenancy.SessionAccess;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * {@code …/session/{id}/mounts/files}: the files of a session, kept answers among them (contract section 5.8). The class has the
 * path of {@link SessionResource}: of two that fit, the framework asks one class only.
 */
@Path("/api/{generation: v3(\\.1)?}/tool_router/session")
@Tag(name = "Session files")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SessionFileResource {
    private static final String AT = "/{session}/mounts/{mount}";
    private static final String MOUNT = "files";
    /** Where the contract's sandbox has them. */
    private static final String PREFIX = "/mnt/files";

    private static final String PATH = "mount_relative_path";
    private static final int LONGEST = 1024;

    private final SessionAccess access;
    private final SessionFiles sessionFiles;
    private final StoredFiles files;
    private final FileLinks links;
    private final FileLifetime lifetime;
    private final AuditTrail trail;
    private final CurrentCaller caller;
    private final Pages pages;

    SessionFileResource(
            SessionAccess access,
            SessionFiles sessionFiles,
            StoredFiles files,
            FileLinks links,
            FileLifetime lifetime,
            AuditTrail trail,
            CurrentCaller caller,
            Pages pages) {
        this.access = access;
        this.sessionFiles = sessionFiles;
        this.files = files;
        this.links = links;
        this.lifetime = lifetime;
        this.trail = trail;
        this.caller = caller;
        this.pages = pages;
    }

    @GET
    @Needs(area = Area.SESSIONS, access = Access.READ)
    @Path(AT + "/items")
    @Operation(summary = "List a session's files by path")
    public ObjectNode list(@PathParam("session") String id, @PathParam("mount") String mount, UriInfo uri) {
        var session = open(id, mount);
        var page = pages.of(uri, 100, 500);
        var prefix = QueryList.text(uri.getQueryParameters(), "mount_relative_prefix")
                .map(text -> Normalizer.normalize(text, Normalizer.Form.NFC))
                .orElse("");
        var found = sessionFiles.list(
                session.tenant(), StoredResults.folder(session), prefix, new Slice(page.offset(), page.limit()));
        var envelope = page.envelope(found.items(), found.total(), SessionFileResource::listed);
        var list = Json.object();
        list.set("items", envelope.get("items"));
        // The SDK takes a text or nothing, and breaks on null.
        if (envelope.hasNonNull("next_cursor")) {
            list.set("next_cursor", envelope.get("next_cursor"));
        }
        return list;
    }

    @POST
    @Needs(area = Area.SESSIONS, access = Access.WRITE)
    @Path(AT + "/upload_url")
    @HonoursIdempotencyKey
    @Operation(summary = "Learn where to PUT a file; once it is complete it takes the place of what is there")
    public Response upload(
            @PathParam("session") String id, @PathParam("mount") String mount, byte[] body, UriInfo uri) {
        var session = open(id, mount);
        var members = Members.of(Bodies.object(body));
        members.only(PATH, "mimetype");
        members.storable();
        var path = path(members);
        if (path.isPresent() && path.get().value().startsWith(ResultHandle.FOLDER)) {
            members.problem(
                    PATH, "must not be in " + ResultHandle.FOLDER + ", where the gateway keeps answers of tools");
        }
        var type = members.text("mimetype", 255);
        var mimetype = type.flatMap(Mimetypes::of);
        if (type.isPresent() && mimetype.isEmpty()) {
            members.problem("mimetype", "must be like image/png");
        }
        Bodies.check(members);
        var place = place(session, path);
        var announced = files.create(
                session.tenant(),
                NewFile.in(
                        place,
                        FileNames.clean(place.path().name()),
                        mimetype.orElse(Mimetypes.UNKNOWN),
                        lifetime.get()));
        var link = links.upload(session.tenant(), announced, uri.getRequestUri().getRawAuthority());
        return created(located(place).put("upload_url", link.url()), link);
    }

    @POST
    @Needs(area = Area.SESSIONS, access = Access.READ)
    @Path(AT + "/download_url")
    @Operation(summary = "Learn where to GET a file")
    public Response download(
            @PathParam("session") String id, @PathParam("mount") String mount, byte[] body, UriInfo uri) {
        var session = open(id, mount);
        var place = named(session, body);
        var file = sessionFiles.find(session.tenant(), place).orElseThrow(SessionFileResource::noSuchFile);
        var link = links.download(session.tenant(), file, uri.getRequestUri().getRawAuthority());
        return created(located(place).put("download_url", link.url()), link);
    }

    @POST
    @Needs(area = Area.SESSIONS, access = Access.WRITE)
    @Path(AT + "/delete")
    @Operation(summary = "Delete a file")
    public ObjectNode delete(@PathParam("session") String id, @PathParam("mount") String mount, byte[] body) {
        var session = open(id, mount);
        var place = named(session, body);
        trail.act(
                session.tenant(),
                () -> {
                    var file = sessionFiles.find(session.tenant(), place);
                    if (!sessionFiles.delete(session.tenant(), place)) {
                        throw noSuchFile();
                    }
                    return file.orElseThrow(SessionFileResource::noSuchFile);
                },
                // Not its path, which is the user's own words.
                gone -> AuditEvent.done(
                                "session_file.deleted",
                                caller.actor(),
                                session.id().value())
                        .with("file", gone.id().value()));
        return located(place);
    }

    private Session open(String id, String mount) {
        var session = access.open(id)
                .orElseThrow(() -> new ApiError(ErrorKind.SESSION_NOT_FOUND, "There is no such session."));
        if (!mount.equals(MOUNT)) {
            throw new ApiError(ErrorKind.NOT_FOUND, "There is no such mount; a session has one, called " + MOUNT + ".");
        }
        return session;
    }

    private static SessionPath named(Session session, byte[] body) {
        var members = Members.of(Bodies.object(body));
        members.only(PATH);
        members.storable();
        var path = path(members);
        Bodies.check(members);
        return place(session, path);
    }

    private static Optional<FilePath> path(Members members) {
        if (!members.has(PATH)) {
            members.problem(PATH, "missing");
        }
        return members.text(PATH, LONGEST).flatMap(text -> {
            try {
                return Optional.of(FilePath.of(text));
            } catch (IllegalArgumentException unfit) {
                members.problem(PATH, String.valueOf(unfit.getMessage()));
                return Optional.empty();
            }
        });
    }

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType") // present once the body was checked
    private static SessionPath place(Session session, Optional<FilePath> path) {
        return StoredResults.folder(session).at(path.orElseThrow());
    }

    private static ApiError noSuchFile() {
        return new ApiError(
                ErrorKind.NOT_FOUND,
                "There is no such file in this session, or not any more.",
                "List the session's files to see what there is.",
                List.of());
    }

    private static Response created(ObjectNode answer, FileLinks.Link link) {
        return Response.status(Response.Status.CREATED)
                .entity(answer.put("expires_at", Timestamps.of(link.expiresAt())))
                .build();
    }

    private static ObjectNode listed(StoredFile file) {
        return located(file.keptAt().orElseThrow())
                .put("size", file.size())
                .put("last_modified", Timestamps.of(file.createdAt()));
    }

    private static ObjectNode located(SessionPath place) {
        return Json.object().put(PATH, place.path().value()).put("sandbox_mount_prefix", PREFIX);
    }
}
