package dev.patchbay.simulator.backendless;

import java.util.ArrayList;
import java.util.List;

/** Permissions on files: the rules of the path itself come first, then those of the directories above it. */
final class FileAccess {
    private static final String ROOT = "file:";

    enum Right {
        READ,
        WRITE,
        DELETE
    }

    private FileAccess() {}

    static String resource(List<String> path) {
        return ROOT + FileEntry.url(path);
    }

    static void require(Call call, Right right, List<String> path) {
        var resources = new ArrayList<String>();
        for (int length = path.size(); length >= 0; length--) {
            resources.add(resource(path.subList(0, length)));
        }
        if (!call.application().access().allows(call.caller(), right.name(), resources)) {
            throw Refusal.of(Codes.FILE_DENIED, "No permission on " + FileEntry.url(path));
        }
    }
}
