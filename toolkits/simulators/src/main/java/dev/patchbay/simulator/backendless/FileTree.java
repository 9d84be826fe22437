package dev.patchbay.simulator.backendless;

import dev.patchbay.simulator.http.Body;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The file storage. A path is the list of its names; the root is the empty list. */
final class FileTree {
    private static final Comparator<FileEntry> DIRECTORIES_FIRST =
            Comparator.comparing(FileEntry::kind).thenComparing(FileEntry::url);

    /** How the storage looked before a change. */
    private record Before(long until, Map<List<String>, FileEntry> entries) {}

    private final Clock clock;
    private final Options options;
    private final Map<List<String>, FileEntry> entries = new HashMap<>();
    private final Deque<Before> past = new ArrayDeque<>();

    FileTree(Clock clock, Options options) {
        this.clock = clock;
        this.options = options;
    }

    /** Writes a file, over an older one too, and creates what leads to it. */
    void write(List<String> path, Body content, long created) {
        require(!path.isEmpty() && !isDirectory(path), path);
        remember();
        makeDirectories(path.subList(0, path.size() - 1), created);
        entries.put(List.copyOf(path), new FileEntry(path, FileEntry.Kind.FILE, content, created));
    }

    /** Creates it and what leads to it; one that exists stays as it is. */
    void createDirectory(List<String> path, long created) {
        remember();
        makeDirectories(path, created);
    }

    private void makeDirectories(List<String> path, long created) {
        for (int length = 1; length <= path.size(); length++) {
            var part = List.copyOf(path.subList(0, length));
            var there = entries.computeIfAbsent(
                    part, _ -> new FileEntry(part, FileEntry.Kind.DIRECTORY, Body.EMPTY, created));
            require(there.kind() == FileEntry.Kind.DIRECTORY, part);
        }
    }

    /** The file or tree at {@code from} appears at {@code to} as well. Both checks are the caller's. */
    void copy(List<String> from, List<String> to) {
        remember();
        makeDirectories(to.subList(0, to.size() - 1), clock.millis());
        for (FileEntry entry : tree(from)) {
            FileEntry copy = entry.moved(from, to, clock.millis());
            entries.put(copy.path(), copy);
        }
    }

    void move(List<String> from, List<String> to) {
        remember();
        makeDirectories(to.subList(0, to.size() - 1), clock.millis());
        for (FileEntry entry : tree(from)) {
            entries.remove(entry.path());
            FileEntry moved = entry.moved(from, to, entry.created());
            entries.put(moved.path(), moved);
        }
    }

    /** Removes the file or the whole tree; answers how many files that were. */
    long remove(List<String> path) {
        remember();
        List<FileEntry> gone = tree(path);
        gone.forEach(entry -> entries.remove(entry.path()));
        return gone.stream()
                .filter(entry -> entry.kind() == FileEntry.Kind.FILE)
                .count();
    }

    /** What is there now, as those who write see it. */
    Optional<FileEntry> find(List<String> path) {
        return Optional.ofNullable(entries.get(path));
    }

    /** What is there as those who read see it. */
    Optional<FileEntry> visible(List<String> path) {
        return Optional.ofNullable(visible().get(path));
    }

    /** Directories, then files, each by path. */
    Stream<FileEntry> directlyIn(List<String> directory) {
        return below(directory).filter(entry -> entry.path().size() == directory.size() + 1);
    }

    /** The same, with everything in sub-directories. */
    Stream<FileEntry> below(List<String> directory) {
        var entry = visible().get(directory);
        if (!directory.isEmpty() && (entry == null || entry.kind() == FileEntry.Kind.FILE)) {
            throw Refusal.of(Codes.FILE_NOT_FOUND, "No such file or directory");
        }
        return visible().values().stream()
                .filter(other -> other.path().size() > directory.size() && isIn(directory, other))
                .sorted(DIRECTORIES_FIRST);
    }

    private List<FileEntry> tree(List<String> top) {
        return entries.values().stream().filter(entry -> isIn(top, entry)).toList();
    }

    private static boolean isIn(List<String> top, FileEntry entry) {
        return entry.path().size() >= top.size()
                && entry.path().subList(0, top.size()).equals(top);
    }

    private boolean isDirectory(List<String> path) {
        return find(path)
                .filter(entry -> entry.kind() == FileEntry.Kind.DIRECTORY)
                .isPresent();
    }

    private static void require(boolean free, List<String> path) {
        if (!free) {
            throw Refusal.of(Codes.FILE_EXISTS, "Target exists: " + FileEntry.url(path));
        }
    }

    private void remember() {
        int settle = options.number(Option.SETTLE_MS);
        past.removeIf(before -> before.until() <= clock.millis());
        if (settle > 0) {
            past.addLast(new Before(clock.millis() + settle, Map.copyOf(entries)));
        }
    }

    /** The oldest view that still lasts: later ones include changes that have not settled. */
    private Map<List<String>, FileEntry> visible() {
        return past.stream()
                .filter(before -> before.until() > clock.millis())
                .map(Before::entries)
                .findFirst()
                .orElse(entries);
    }
}
