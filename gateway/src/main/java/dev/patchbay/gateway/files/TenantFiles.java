package dev.patchbay.gateway.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.gateway.egress.PublicFetch;
import dev.patchbay.toolkit.FileAccess;
import dev.patchbay.toolkit.FileContent;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.UpstreamAnswer;
import jakarta.enterprise.context.ApplicationScoped;

/** Gives each call the files of its tenant. */
@ApplicationScoped
public class TenantFiles {
    private final FileArguments arguments;
    private final KeptAnswers answers;
    private final PublicFetch fetch;

    TenantFiles(FileArguments arguments, KeptAnswers answers, PublicFetch fetch) {
        this.arguments = arguments;
        this.answers = answers;
        this.fetch = fetch;
    }

    /** Keeps content that a caller asked for where the caller can fetch it. */
    public KeptFile keep(TenantId tenant, String name, String mimetype, byte[] content) {
        return answers.link(tenant, name, mimetype, content);
    }

    public FileAccess of(TenantId tenant) {
        return new FileAccess() {
            @Override
            public Outcome<FileContent> open(ToolSlug tool, String where, ObjectNode argument) {
                return arguments.open(tenant, tool, where, argument);
            }

            @Override
            public ObjectNode keep(String name, String mimetype, byte[] content) {
                return answers.keep(tenant, name, mimetype, content);
            }

            @Override
            public Outcome<UpstreamAnswer> fetch(String url) {
                return fetch.fetchAnswer(url);
            }
        };
    }
}
