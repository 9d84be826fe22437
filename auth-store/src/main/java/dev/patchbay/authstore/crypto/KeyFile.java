package dev.patchbay.authstore.crypto;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;

/** The form of a key file. Its complaints name the line, never what is in it. */
final class KeyFile {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int KEY_BYTES = 32;

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
        if (allEqual(bytes)) {
            throw new KeyFileException(where + "holds the same byte throughout, which is a sample and no key");
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

    private static boolean allEqual(byte[] bytes) {
        for (byte one : bytes) {
            if (one != bytes[0]) {
                return false;
            }
        }
        return true;
    }

    static void refuseIfOpenToOthers(Path file) {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try {
            var permissions = Files.getPosixFilePermissions(file);
            if (permissions.contains(PosixFilePermission.OTHERS_READ)
                    || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
                throw new KeyFileException(
                        "Everybody on this machine may read or write the key file " + file + "; run chmod 600 on it");
            }
        } catch (IOException e) {
            throw new KeyFileException("The key file " + file + " cannot be read", e);
        }
    }
}
