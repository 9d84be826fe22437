package dev.patchbay.authstore.crypto;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;

/** The form of a key file. Its complaints name the line, never what is in it. */
final class KeyFile {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    static final int KEY_BYTES = 32;
    private static final int FEWEST = 16;

    private KeyFile() {}

    static SequencedMap<String, SecretKeySpec> keys(List<String> lines) {
        var keys = new LinkedHashMap<String, SecretKeySpec>();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            var where = "Line " + (i + 1) + " of the key file ";
            int colon = line.indexOf(':');
            if (colon < 0 || !ID.matcher(line.substring(0, colon)).matches()) {
                throw new KeyFileException(
                        where + "is not of the form id:base64, the id out of letters, digits, . _ -");
            }
            var key = key(where, line.substring(colon + 1).strip());
            if (keys.containsValue(key)) {
                throw new KeyFileException(where + "repeats the key of another line");
            }
            if (keys.putIfAbsent(line.substring(0, colon), key) != null) {
                throw new KeyFileException(where + "repeats the id of another line");
            }
        }
        if (keys.isEmpty()) {
            throw new KeyFileException("The key file holds no key; it needs a line id:base64 of 32 random bytes");
        }
        return keys;
    }

    private static SecretKeySpec key(String where, String base64) {
        byte[] bytes = decoded(where, base64);
        if (bytes.length != KEY_BYTES) {
            throw new KeyFileException(where + "holds " + bytes.length + " bytes instead of " + KEY_BYTES);
        }
        if (isSample(bytes)) {
            throw new KeyFileException(where + "holds a pattern or a text, which is a sample and no key; make one with"
                    + " openssl rand -base64 32");
        }
        var key = new SecretKeySpec(bytes, "AES");
        Arrays.fill(bytes, (byte) 0);
        return key;
    }

    private static byte[] decoded(String where, String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            // The decoder's own message quotes the input.
            throw new KeyFileException(where + "is not base64");
        }
    }

    /**
     * Whether somebody made this up: text, counting bytes, or few different ones. Of 32 random bytes fewer than sixteen are
     * different, or all are printable, less than once in 10^13 keys.
     */
    private static boolean isSample(byte[] bytes) {
        var different = new BitSet();
        var printable = 0;
        var steps = new BitSet();
        for (int i = 0; i < bytes.length; i++) {
            different.set(bytes[i] & 0xff);
            printable += bytes[i] >= ' ' && bytes[i] <= '~' ? 1 : 0;
            steps.set((bytes[i] - bytes[Math.max(0, i - 1)]) & 0xff);
        }
        // The first step is always 0, so counting bytes have two.
        return different.cardinality() < FEWEST || printable == bytes.length || steps.cardinality() <= 2;
    }

    static void refuseIfOpenToOthers(Path file) {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try {
            var permissions = Files.getPosixFilePermissions(file);
            if (permissions.contains(PosixFilePermission.OTHERS_READ)
                    || permissions.contains(PosixFilePermission.OTHERS_WRITE)
                    || permissions.contains(PosixFilePermission.GROUP_WRITE)) {
                // The group may read it: that is how Kubernetes mounts a secret for a process that is not root.
                throw new KeyFileException("Everybody on this machine may read or write the key file " + file
                        + ", or its group may write it; run chmod 600 on it");
            }
        } catch (IOException e) {
            throw new KeyFileException("The key file " + file + " cannot be read", e);
        }
    }
}
