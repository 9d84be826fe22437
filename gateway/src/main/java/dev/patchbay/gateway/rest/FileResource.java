package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.connection.Slice;
import dev.patchbay.authstore.file.FileFilter;
import dev.patchbay.authstore.file.FileOrigin;
import dev.patchbay.authstore.file.NewFile;
import dev.patchbay.authstore.file.StoredFile;
import dev.patchbay.authstore.file.StoredFiles;
import dev.patchbay.authstore.token.Scope.Access;
import dev.patchbay.authstore.token.Scope.Area;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.catalog.ToolEntry;
import dev.patchbay.gateway.files.FileLifetime;
import dev.patchbay.gateway.files.FileLinks;
import dev.patchbay.gateway.files.FileNames;
import dev.patchbay.gateway.files.Mimetypes;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.idempotency.HonoursIdempotencyKey;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.Members;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import dev.patchbay.gateway.tenancy.Needs;
import dev.patchbay.toolkit.ToolSlug;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /files}: announcing files for tools, and which are there (contract section 13). */
@Path("/api/{generation: v3(\\.1)?}/files")
@Tag(name = "Files")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class FileResource {
    private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

    private final Catalog catalog;
    private final StoredFiles files;
    private final FileLinks links;
    private final FileLifetime lifetime;
    private final CurrentCaller caller;
    private final Pages pages;

    FileResource(
            Catalog catalog,
            StoredFiles files,
            FileLinks links,
            FileLifetime lifetime,
            CurrentCaller caller,
            Pages pages) {
        this.pages = pages;
        this.catalog = catalog;
        this.files = files;
        this.links = links;
        this.lifetime = lifetime;
        this.caller = caller;
    }

    @POST
    @Needs(area = Area.TOOL_EXECUTION, access = Access.WRITE)
    @Path("/upload/request")
    @HonoursIdempotencyKey
    @Operation(summary = "Announce a file for a tool, and learn where to PUT its content")
    public ObjectNode request(byte[] body, UriInfo uri) {
        var members = Members.of(Bodies.object(body));
        members.only("toolkit_slug", "tool_slug", "filename", "mimetype", "md5");
        members.storable();
        var toolkit = required(members, "toolkit_slug", 64);
        var tool = required(members, "tool_slug", 128);
        var name = required(members, "filename", 1024).map(FileNames::clean);
        var type = required(members, "mimetype", 255);
        var mimetype = type.flatMap(Mimetypes::of);
        var digest = required(members, "md5", 64);
        var md5 = digest.map(text -> text.toLowerCase(Locale.ROOT))
                .filter(text -> MD5.matcher(text).matches());
        if (type.isPresent() && mimetype.isEmpty()) {
            members.problem("mimetype", "must be like image/png");
        }
        if (digest.isPresent() && md5.isEmpty()) {
            members.problem("md5", "must be the MD5 of the content as 32 hexadecimal digits");
        }
        Bodies.check(members);
        var found = tool(toolkit.orElseThrow(), tool.orElseThrow());
        var tenant = caller.tenant();
        var announced = files.create(
                tenant,
                new NewFile(
                        name.orElseThrow(),
                        mimetype.orElseThrow(),
                        md5,
                        Optional.of(new FileOrigin(found.toolkit(), found.slug())),
                        lifetime.get()));
        return announced(
                announced,
                links.upload(tenant, announced, uri.getRequestUri().getRawAuthority())
                        .url());
    }

    @GET
    @Needs(area = Area.TOOL_EXECUTION, access = Access.READ)
    @Path("/list")
    @Operation(summary = "List uploaded files")
    public ObjectNode list(UriInfo uri) {
        var query = uri.getQueryParameters();
        var page = pages.of(uri, 20, 50);
        var toolkit = QueryList.text(query, "toolkit_slug")
                .map(slug -> ToolkitResource.find(catalog, slug).slug());
        var tool = QueryList.text(query, "tool_slug").map(slug -> tool(slug).slug());
        var found = files.list(caller.tenant(), new FileFilter(toolkit, tool), new Slice(page.offset(), page.limit()));
        return page.envelope(found.items(), found.total(), FileResource::listed);
    }

    private static Optional<String> required(Members members, String member, int max) {
        if (!members.has(member)) {
            members.problem(member, "missing");
        }
        return members.text(member, max);
    }

    private ToolEntry tool(String toolkit, String slug) {
        var found = tool(slug);
        if (!found.toolkit().equals(ToolkitResource.find(catalog, toolkit).slug())) {
            throw ApiError.invalid("toolkit_slug: " + found.slug() + " is a tool of " + found.toolkit());
        }
        return found;
    }

    private ToolEntry tool(String slug) {
        return (ToolSlug.isValid(slug) ? catalog.entry(new ToolSlug(slug)) : Optional.<ToolEntry>empty())
                .orElseThrow(() -> ExecutionJson.unknownTool(slug, catalog.similarTo(slug)));
    }

    /** SDKs read the address under its older name too. The key is what tools take as {@code s3key}. */
    private static ObjectNode announced(StoredFile file, String address) {
        var answer = Json.object()
                .put("id", "req_" + file.id())
                .put("key", file.id().value())
                .put("new_presigned_url", address)
                .put("newPresignedUrl", address)
                .put("type", "new");
        // Of the two that the contract knows, the one whose PUT needs no header of its own.
        answer.putObject("metadata").put("storage_backend", "s3");
        return answer;
    }

    private static ObjectNode listed(StoredFile file) {
        var item = Json.object();
        file.uploadedFor()
                .ifPresent(origin -> item.put("toolkit_slug", origin.toolkit().value())
                        .put("tool_slug", origin.tool().value()));
        return item.put("filename", file.name())
                .put("mimetype", file.mimetype())
                .put("md5", file.md5().orElse(""));
    }
}
