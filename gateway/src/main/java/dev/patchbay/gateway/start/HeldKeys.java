package dev.patchbay.gateway.start;

import dev.patchbay.authstore.crypto.KeyEncryptionKeys;
import dev.patchbay.authstore.crypto.KeyFileException;
import dev.patchbay.authstore.crypto.KeyProvider;
import dev.patchbay.authstore.crypto.KeyUsage;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The key-encryption keys of the key file, once they are known to be those of this database. The file may change while the
 * node runs: a better one takes over, with a worse one the keys that were good stay.
 */
@ApplicationScoped
public class HeldKeys implements KeyProvider {
    private static final Logger LOG = Logger.getLogger(HeldKeys.class);

    private final Path file;
    private final KeyUsage usage;
    private volatile @Nullable KeyEncryptionKeys held;
    private volatile String problem = "";

    /** @throws KeyFileException when the file is no key file: then the process does not start */
    HeldKeys(@ConfigProperty(name = "patchbay.kek-file") String file, KeyUsage usage) {
        this.file = Path.of(file);
        this.usage = usage;
        KeyEncryptionKeys.read(this.file);
    }

    @Override
    public KeyEncryptionKeys current() {
        var keys = held;
        if (keys == null) {
            throw new IllegalStateException(
                    "It is not known yet that the key file belongs to this database: " + problem);
        }
        return keys;
    }

    public Path file() {
        return file;
    }

    /** What is wrong with the key file as it is now, without any part of a key; empty while it is the one in use. */
    public String problem() {
        return problem;
    }

    /** The keys in use, the one that wraps first; empty while none are. */
    public List<String> ids() {
        return Optional.ofNullable(held).map(KeyEncryptionKeys::ids).orElse(List.of());
    }

    /** Reads the file again, and uses its keys if the database can be read with them; whether there are keys to use. */
    synchronized boolean refresh() {
        var found = found();
        if (!found.equals(problem)) {
            problem = found;
            if (!found.isEmpty()) {
                LOG.errorf("the key file %s is not used: %s", file, found);
            }
        }
        return held != null;
    }

    private String found() {
        try {
            var read = KeyEncryptionKeys.read(file);
            var present = held;
            if (present != null && present.sameAs(read)) {
                return "";
            }
            var problems = usage.problems(read);
            if (problems.isEmpty()) {
                held = read;
                LOG.infof("key-encryption keys in use: %s, of which the first wraps", read.ids());
            }
            return String.join(" ", problems);
        } catch (KeyFileException unusable) {
            return String.valueOf(unusable.getMessage());
        }
    }
}
