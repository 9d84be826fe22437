package dev.patchbay.simulator.backendless;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The file storage. A path is the list of its names; the root is the empty list. */
final class FileTree {
    private static final Comparator<FileEntry> DIRECTORIES_FIRST =
            Comparator.comparing(FileEntry::kind).thenComparing(FileEntry::url);

    private final Map<List<String>, FileEntry> entries = new HashMap<>();

    void addFile(List<String> path, long size, long created) {
        createDirectory(path.subList(0, path.size() - 1), created);
        entries.put(List.copyOf(path), new FileEntry(path, FileEntry.Kind.FILE, size, created));
    }

    /** Creates it and what leads to it; one that exists stays as it is. */
    void createDirectory(List<String> path, long created) {
        for (int length = 1; length <= path.size(); length++) {
            var part = List.copyOf(path.subList(0, length));
            var there = entries.computeIfAbsent(part, _ -> new FileEntry(part, FileEntry.Kind.DIRECTORY, 0, created));
            if (there.kind() == FileEntry.Kind.FILE) {
                throw Refusal.of(Codes.FILE_EXISTS, "Target exists: " + there.url());
            }
        }
    }

    boolean exists(List<String> path) {
        return path.isEmpty() || entries.containsKey(path);
    }

    /** Directories, then files, each by path. */
    Stream<FileEntry> directlyIn(List<String> directory) {
        return below(directory).filter(entry -> entry.path().size() == directory.size() + 1);
    }

    /** The same, with everything in sub-directories. */
    Stream<FileEntry> below(List<String> directory) {
        var entry = entries.get(directory);
        if (!exists(directory) || (entry != null && entry.kind() == FileEntry.Kind.FILE)) {
            throw Refusal.of(Codes.FILE_NOT_FOUND, "No such file or directory");
        }
        return entries.values().stream()
                .filter(other -> other.path().size() > directory.size()
                        && other.path().subList(0, directory.size()).equals(directory))
                .sorted(DIRECTORIES_FIRST);
    }
}
