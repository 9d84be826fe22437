package dev.patchbay.gateway.boot;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked from the class path into a folder named by their digest. */
final class PostgresPrograms {
    private PostgresPrograms() {}

    /** @return the folder that holds {@code bin/} */
    static Path unpackInto(Path pg) throws IOException, StartRefused {
        String resource = "postgres-" + system() + "-" + architecture() + ".txz";
        Path target = pg.resolve("programs-" + digest(resource));
        if (Files.isDirectory(target)) {
            return target;
        }
        Path beside = Files.createTempDirectory(pg, ".unpacking-");
        try (InputStream in = open(resource);
                var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, beside);
            }
        }
        Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
        return target;
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        Path path = root.resolve(entry.getName()).normalize();
        if (!path.startsWith(root)) {
            throw new IOException("The archive of PostgreSQL holds a path outside of itself");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.resolveSibling(""));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, path);
            boolean runnable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(runnable ? "rwx------" : "rw-------"));
        }
    }

    private static String digest(String resource) throws IOException, StartRefused {
        try (InputStream in = open(resource)) {
            var digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    private static InputStream open(String resource) throws StartRefused {
        InputStream in = PostgresPrograms.class.getClassLoader().getResourceAsStream(resource);
        if (in == null) {
            throw new StartRefused(
                    "PATCHBAY_DB_URL",
                    "is not set, and this build has no embedded database for " + system() + " on " + architecture(),
                    "Set it to a PostgreSQL of your own, e.g. jdbc:postgresql://host:5432/patchbay");
        }
        return in;
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return Stream.of("linux", "windows")
                .filter(name::startsWith)
                .findFirst()
                .orElse("darwin");
    }

    /** As the archives are named, not as Java names it. */
    private static String architecture() {
        String name = System.getProperty("os.arch");
        return name.equals("aarch64") ? "arm_64" : "x86_64";
    }
}
