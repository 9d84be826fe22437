package dev.patchbay.gateway.boot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** The data directory, held by one gateway at a time until it is closed or the process ends. */
final class DataDirectory implements ShutdownOrder.Closing {
    private final Path home;
    private final FileChannel lock;

    private DataDirectory(Path home, FileChannel lock) {
        this.home = home;
        this.lock = lock;
    }

    static DataDirectory open(Path home) throws IOException, StartRefused {
        try {
            createPrivate(home);
            createPrivate(home.resolve("pg"));
            createPrivate(home.resolve("keys"));
            return new DataDirectory(home, lock(home));
        } catch (FileSystemException refused) {
            throw new StartRefused(
                    "PATCHBAY_HOME",
                    home + " cannot be used (" + refused.getClass().getSimpleName() + ": " + refused.getMessage() + ")",
                    "Use a directory on a local disk that this user may write to");
        }
    }

    Path home() {
        return home;
    }

    /** Keys and passwords. */
    Path keys() {
        return home.resolve("keys");
    }

    /** The embedded database with its programs. */
    Path pg() {
        return home.resolve("pg");
    }

    private static void createPrivate(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    private static FileChannel lock(Path home) throws IOException, StartRefused {
        FileChannel channel = FileChannel.open(
                home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            String holder = Files.readString(home.resolve("lock")).strip();
            channel.close();
            throw new StartRefused(
                    "PATCHBAY_HOME",
                    home + " is in use by another gateway" + (holder.isEmpty() ? "" : " (process " + holder + ")"),
                    "Stop that one, or give this one a directory of its own");
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
