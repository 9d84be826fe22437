package dev.patchbay.upstream.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.FileAccess;
import dev.patchbay.toolkit.FileContent;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.ToolSlug;
import java.util.ArrayList;
import java.util.List;

/** The files that one call has opened. They stay readable until it ends, because a body can be sent again, and no longer. */
final class OpenFiles implements AutoCloseable {
    private final FileAccess access;
    private final List<FileContent> opened = new ArrayList<>(0);

    OpenFiles(FileAccess access) {
        this.access = access;
    }

    Outcome<FileContent> open(ToolSlug tool, String where, ObjectNode argument) {
        return access.open(tool, where, argument).map(file -> {
            opened.add(file);
            return file;
        });
    }

    /** Closes every file, also when closing one of them throws. */
    @Override
    public void close() {
        if (!opened.isEmpty()) {
            try {
                opened.removeLast().close();
            } finally {
                close();
            }
        }
    }
}
