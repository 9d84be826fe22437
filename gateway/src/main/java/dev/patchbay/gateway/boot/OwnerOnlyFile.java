package dev.patchbay.gateway.boot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/** Small files that only their owner may read: keys and passwords. Whole on disk before anybody relies on them. */
final class OwnerOnlyFile {
    private static final Set<PosixFilePermission> OWNER_READS_AND_WRITES =
            Set.copyOf(PosixFilePermissions.fromString("rw-------"));
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private OwnerOnlyFile() {}

    /** @return the first line of the file, which is made with {@code content} if it is not there */
    static String readOrCreate(Path file, Supplier<String> content) throws IOException, StartRefused {
        if (!Files.exists(file)) {
            create(file, content.get() + "\n");
        }
        check(file);
        return Files.readString(file).lines().findFirst().orElse("").strip();
    }

    /** Written beside it, flushed and moved, so that a crash leaves either nothing or the whole. */
    static void create(Path file, String text) throws IOException {
        Path beside = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                ".new-",
                "",
                PosixFilePermissions.asFileAttribute(OWNER_READS_AND_WRITES));
        try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
            folder.force(true);
        }
    }

    /** @throws StartRefused if anybody but the owner has a right to the file */
    static void check(Path file) throws IOException, StartRefused {
        if (!Files.isRegularFile(file)) {
            throw new StartRefused(file.toString(), "is not a file", "Restore it, or correct the path");
        }
        if (!OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
            throw new StartRefused(file.toString(), "can be read by others than its owner", "chmod 600 " + file);
        }
    }
}
