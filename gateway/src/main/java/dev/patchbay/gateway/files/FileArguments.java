package dev.patchbay.gateway.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.file.FileId;
import dev.patchbay.authstore.file.StoredFile;
import dev.patchbay.authstore.file.StoredFiles;
import dev.patchbay.gateway.audit.Actor;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.gateway.egress.PublicFetch;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.FileAccess;
import dev.patchbay.toolkit.FileContent;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Opens what file arguments name: an uploaded file of the same tenant, text in base64, or a public address. */
@ApplicationScoped
class FileArguments {
    private static final String NAMELESS = "file";

    private final StoredFiles files;
    private final PublicFetch fetch;
    private final AuditTrail trail;
    private final CurrentCaller caller;

    FileArguments(StoredFiles files, PublicFetch fetch, AuditTrail trail, CurrentCaller caller) {
        this.files = files;
        this.fetch = fetch;
        this.trail = trail;
        this.caller = caller;
    }

    Outcome<FileContent> open(TenantId tenant, ToolSlug tool, String where, ObjectNode argument) {
        return FileArgument.read(tool, where, argument).then(file -> {
            var at = file.source().at(where);
            return switch (file.source()) {
                case KEY -> stored(tenant, tool, at, file);
                case BASE64 -> decoded(tool, at, file);
                case URL -> fetched(tenant, tool, at, file);
            };
        });
    }

    /** The call itself ends as one with a wrong argument, which would not tell that egress stopped anything. */
    private void recordBlocked(TenantId tenant, ToolSlug tool, String at) {
        var actor = caller.isKnown() ? caller.actor() : new Actor.Job("file fetch");
        trail.record(
                tenant,
                AuditEvent.done("egress.blocked", actor, "")
                        .ended(AuditEvent.Outcome.REFUSED)
                        .with("tool", tool.value())
                        .with("argument", at));
    }

    /** A file of another tenant does not exist. */
    private Outcome<FileContent> stored(TenantId tenant, ToolSlug tool, String at, FileArgument argument) {
        var found = Optional.of(argument.text())
                .filter(FileId::isValid)
                .flatMap(key -> files.find(tenant, new FileId(key)));
        if (found.isEmpty()) {
            return wrong(
                    tool, at, "no file with this key is kept here; files are kept for a limited time, upload it again");
        }
        var file = found.get();
        if (!file.complete()) {
            return wrong(
                    tool, at, "the content of this file was never sent; PUT it to the address that came with the key");
        }
        return Outcome.ok(named(argument, file, tenant));
    }

    private FileContent named(FileArgument argument, StoredFile file, TenantId tenant) {
        return new NamedContent(
                argument.name().orElse(file.name()),
                argument.mimetype().orElse(file.mimetype()),
                file.size(),
                () -> files.open(tenant, file),
                () -> {});
    }

    private static Outcome<FileContent> decoded(ToolSlug tool, String at, FileArgument argument) {
        byte[] content;
        try {
            content = Base64.getDecoder().decode(argument.text());
        } catch (IllegalArgumentException _) {
            return notBase64(tool, at);
        }
        // The decoder also takes texts without their padding or with stray bits at the end, e.g. ones that were cut
        // off.
        if (!Base64.getEncoder().encodeToString(content).equals(argument.text())) {
            return notBase64(tool, at);
        }
        return Outcome.ok(new NamedContent(
                argument.name().orElse(NAMELESS),
                argument.mimetype().orElse(Mimetypes.UNKNOWN),
                content.length,
                () -> new ByteArrayInputStream(content),
                () -> {}));
    }

    private Outcome<FileContent> fetched(TenantId tenant, ToolSlug tool, String at, FileArgument argument) {
        return switch (fetch.fetch(argument.text(), FileAccess.LIMIT_BYTES)) {
            case Outcome.Ok<FileContent>(var file) ->
                Outcome.ok(new NamedContent(
                        argument.name().orElseGet(() -> FileNames.clean(file.name())),
                        argument.mimetype()
                                .or(() -> Mimetypes.of(file.mimetype()))
                                .orElse(Mimetypes.UNKNOWN),
                        file.length(),
                        file::open,
                        file::close));
            case Outcome.Failed<FileContent>(Failure.AnswerTooLarge(var limit)) ->
                wrong(tool, at, "the file there is larger than " + limit / (1024 * 1024) + " MB");
            // About this address alone: passed on they would be taken for what the service thinks of the account.
            case Outcome.Failed<FileContent>(Failure.EgressDenied _) -> {
                recordBlocked(tenant, tool, at);
                yield wrong(
                        tool,
                        at,
                        "is not an address the gateway may fetch; it must be public, https and on the standard port."
                                + " Otherwise upload the file to the gateway and give its s3key");
            }
            case Outcome.Failed<FileContent>(Failure.UpstreamRefused refused) ->
                wrong(
                        tool,
                        at,
                        "the file is not to be had there (HTTP " + refused.status()
                                + "); the address may have expired");
            case Outcome.Failed<FileContent>(Failure.UpstreamUnavailable(var what, var _)) ->
                Outcome.failed(
                        new Failure.UpstreamUnavailable("The file of " + at + " could not be fetched: " + what, false));
            case Outcome.Failed<FileContent>(var failure) -> Outcome.failed(failure);
        };
    }

    private static Outcome<FileContent> notBase64(ToolSlug tool, String at) {
        return wrong(
                tool,
                at,
                "must be base64 as in RFC 4648 section 4, with padding, without line breaks and data: prefix");
    }

    private static Outcome<FileContent> wrong(ToolSlug tool, String at, String problem) {
        return Outcome.failed(new Failure.InvalidArguments(tool, List.of(new Violation(at, problem))));
    }
}
