package dev.patchbay.testkit;

import dev.patchbay.toolkit.FileContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A file of an example. Once closed it cannot be read, as files of the gateway cannot. */
final class InMemoryFile implements FileContent {
    private final String name;
    private final String mimetype;
    private final byte[] content;
    private boolean closed;

    InMemoryFile(String name, String mimetype, byte[] content) {
        this.name = name;
        this.mimetype = mimetype;
        this.content = content;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String mimetype() {
        return mimetype;
    }

    @Override
    public long length() {
        return content.length;
    }

    @Override
    public InputStream open() throws IOException {
        if (closed) {
            throw new IOException(name + " is closed");
        }
        return new ByteArrayInputStream(content);
    }

    @Override
    public void close() {
        closed = true;
    }
}
