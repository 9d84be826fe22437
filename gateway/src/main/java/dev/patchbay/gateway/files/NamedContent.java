package dev.patchbay.gateway.files;

import dev.patchbay.toolkit.FileContent;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file under a name and type of the caller's choice.
 *
 * @param free what to do on closing
 */
record NamedContent(String name, String mimetype, long length, Content content, Runnable free) implements FileContent {

    /** Begins at the beginning each time. */
    interface Content {
        InputStream open() throws IOException;
    }

    @Override
    public InputStream open() throws IOException {
        return content.open();
    }

    @Override
    public void close() {
        free.run();
    }

    /** Without the content and what it came from. */
    @Override
    public String toString() {
        return "NamedContent[" + length + " bytes]";
    }
}
