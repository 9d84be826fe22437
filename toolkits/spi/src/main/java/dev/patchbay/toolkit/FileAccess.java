package dev.patchbay.toolkit;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The files of one call: what a file argument names, and where a binary answer is put. Bound to one tenant; a file of
 * another tenant does not exist.
 */
public interface FileAccess {
    /** Largest file that is taken, in bytes: 80 MiB, Scale's documented limit. */
    long LIMIT_BYTES = 80L * 1024 * 1024;

    /**
     * Makes a file argument readable. The argument is {@code {name, mimetype, s3key}} (the wire contract's descriptor of an
     * uploaded file), {@code {name, mimetype, base64}} or {@code {url, name?, mimetype?}}. The whole file is at hand when
     * this returns, though not in memory; the caller closes it.
     *
     * @param where the argument's name, for violations
     * @param tool for violations
     * @return the file, or {@link Failure.InvalidArguments} that says which member is wrong (both or no source, not base64,
     *     unknown or foreign key, larger than {@link #LIMIT_BYTES}), or what kept a URL from being fetched
     */
    Outcome<FileContent> open(ToolSlug tool, String where, ObjectNode argument);

    /**
     * Keeps a binary answer and describes it for the caller.
     *
     * @return {@code {name, mimetype, size}} with {@code base64} for a small file and {@code s3url}, an address that
     *     works for a limited time, for a larger one
     */
    ObjectNode keep(String name, String mimetype, byte[] content);

    /** Fetches an address without any credential, following vetted redirects, and gives what it answered. */
    Outcome<UpstreamAnswer> fetch(String url);
}
