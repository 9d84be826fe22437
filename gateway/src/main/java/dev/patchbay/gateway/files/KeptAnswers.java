package dev.patchbay.gateway.files;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.file.NewFile;
import dev.patchbay.authstore.file.Received;
import dev.patchbay.authstore.file.StoredFile;
import dev.patchbay.authstore.file.StoredFiles;
import dev.patchbay.toolkit.FileAccess;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;

/** Describes binary answers: small ones with their content, larger ones with an address where it is kept for a while. */
@ApplicationScoped
class KeptAnswers {
    private static final int INLINE = 64 * 1024;

    private final StoredFiles files;
    private final FileLinks links;
    private final FileLifetime lifetime;

    KeptAnswers(StoredFiles files, FileLinks links, FileLifetime lifetime) {
        this.files = files;
        this.links = links;
        this.lifetime = lifetime;
    }

    ObjectNode keep(TenantId tenant, String name, String mimetype, byte[] content) {
        var cleanName = FileNames.clean(name);
        var cleanType = Mimetypes.of(mimetype).orElse(Mimetypes.UNKNOWN);
        var described = JsonNodeFactory.instance
                .objectNode()
                .put("name", cleanName)
                .put("mimetype", cleanType)
                .put("size", content.length);
        return content.length <= INLINE
                ? described.put("base64", Base64.getEncoder().encodeToString(content))
                : described.put("s3url", links.download(tenant, store(tenant, cleanName, cleanType, content)));
    }

    /** Always with an address. */
    KeptFile link(TenantId tenant, String name, String mimetype, byte[] content) {
        var file = store(tenant, FileNames.clean(name), Mimetypes.of(mimetype).orElse(Mimetypes.UNKNOWN), content);
        return new KeptFile(links.download(tenant, file), file.mimetype(), content.length, file.expiresAt());
    }

    private StoredFile store(TenantId tenant, String name, String mimetype, byte[] content) {
        var announced =
                files.create(tenant, new NewFile(name, mimetype, Optional.empty(), Optional.empty(), lifetime.get()));
        try {
            var received =
                    files.receive(tenant, announced.id(), new ByteArrayInputStream(content), FileAccess.LIMIT_BYTES);
            if (received instanceof Received.Complete(var file)) {
                return file;
            }
            throw new IllegalStateException("An answer could not be kept: " + received);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
