package dev.patchbay.authstore.file;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.crypto.DataKeys;
import dev.patchbay.authstore.crypto.EnvelopeCipher;
import dev.patchbay.authstore.crypto.Place;
import dev.patchbay.authstore.secret.RevealsSecret;
import dev.patchbay.authstore.secret.Secret;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Seals and opens the chunks of files, each to its tenant, file and number. The last one is sealed as such, so that a file
 * whose end was cut off does not open. The only class that decrypts files.
 */
@ApplicationScoped
class SealedChunks {
    private static final String PURPOSE = "files";

    private final DataKeys keys;
    private final EnvelopeCipher cipher;

    SealedChunks(DataKeys keys, EnvelopeCipher cipher) {
        this.keys = keys;
        this.cipher = cipher;
    }

    /** @param content taken over, and wiped */
    byte[] seal(TenantId tenant, FileId file, int number, boolean last, byte[] content) {
        try (var plaintext = Secret.takeOwnershipOf(content)) {
            return cipher.seal(keys.newest(tenant, PURPOSE), place(tenant, file, number, last), plaintext);
        }
    }

    /** @throws dev.patchbay.authstore.crypto.BrokenSealException when it was changed or moved */
    @RevealsSecret("whoever may read the file gets its content")
    byte[] open(TenantId tenant, FileId file, int number, boolean last, byte[] sealed) {
        var key = keys.version(tenant, PURPOSE, EnvelopeCipher.keyVersion(sealed));
        try (var plaintext = cipher.open(key, place(tenant, file, number, last), sealed)) {
            return plaintext.reveal(byte[]::clone);
        }
    }

    private static Place place(TenantId tenant, FileId file, int number, boolean last) {
        return new Place(PURPOSE, tenant, "stored_file_chunk", file.value(), number + (last ? " last" : ""));
    }
}
