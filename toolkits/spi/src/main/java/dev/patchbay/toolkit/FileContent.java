package dev.patchbay.toolkit;

import java.io.IOException;
import java.io.InputStream;

/** A file that can be read, once or again, without being in memory. Closing it frees what holds it. */
public interface FileContent extends AutoCloseable {

    /** Without any folder; never empty. */
    String name();

    String mimetype();

    /** In bytes. */
    long length();

    /** From the beginning. The caller closes the stream. */
    InputStream open() throws IOException;

    @Override
    void close();
}
