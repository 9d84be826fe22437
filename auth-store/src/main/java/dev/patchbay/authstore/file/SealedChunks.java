package dev.patchbay.authstore.file;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.crypto.DataKeys;
import dev.patchbay.authstore.crypto.EnvelopeCipher;
import dev.patchbay.authstore.secret.RevealsSecret;
import dev.patchbay.authstore.secret.Secret;
import jakarta.enterprise.context.ApplicationScoped;

/** Seals and opens the chunks of files, each to its {@link ChunkPlace}. The only class that decrypts files. */
@ApplicationScoped
class SealedChunks {
    private final DataKeys keys;
    private final EnvelopeCipher cipher;

    SealedChunks(DataKeys keys, EnvelopeCipher cipher) {
        this.keys = keys;
        this.cipher = cipher;
    }

    /**
     * Called in the transaction that stores the chunk.
     *
     * @param content taken over, and wiped
     */
    byte[] seal(TenantId tenant, FileId file, int number, boolean last, byte[] content) {
        try (var plaintext = Secret.takeOwnershipOf(content)) {
            return cipher.seal(
                    keys.forSealing(tenant, ChunkPlace.PURPOSE, 1),
                    ChunkPlace.of(tenant, file, number, last),
                    plaintext);
        }
    }

    /** @throws dev.patchbay.authstore.crypto.BrokenSealException when it was changed or moved */
    @RevealsSecret("whoever may read the file gets its content")
    byte[] open(TenantId tenant, FileId file, int number, boolean last, byte[] sealed) {
        var key = keys.version(tenant, ChunkPlace.PURPOSE, EnvelopeCipher.keyVersion(sealed));
        try (var plaintext = cipher.open(key, ChunkPlace.of(tenant, file, number, last), sealed)) {
            return plaintext.reveal(byte[]::clone);
        }
    }
}
