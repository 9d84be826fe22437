package dev.patchbay.gateway.files;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.crypto.SystemKeys;
import dev.patchbay.authstore.file.FileId;
import dev.patchbay.authstore.file.StoredFile;
import dev.patchbay.gateway.session.Origins;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Presigned addresses: whoever holds one may send or fetch one file, until it expires, without any other credential. Signed
 * with HMAC-SHA256 under a key of their own; the signature covers everything that the address says but its origin.
 *
 * <p>The first use reads the key from the database, so use it on a thread that may block.
 */
@ApplicationScoped
public class FileLinks {
    static final String PATH = "/api/v3.1/files/content/";

    private static final String PURPOSE = "file-links";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,10}");

    private final SecretKey key;
    private final Origins origins;
    private final Clock clock;

    FileLinks(SystemKeys keys, SecureRandom random, Origins origins, Clock clock) {
        byte[] bytes = keys.get(PURPOSE, () -> fresh(random));
        this.key = new SecretKeySpec(bytes, ALGORITHM);
        this.origins = origins;
        this.clock = clock;
        Arrays.fill(bytes, (byte) 0);
    }

    enum Use {
        UPLOAD,
        DOWNLOAD;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A presigned address, and when it ends. */
    public record Link(String url, Instant expiresAt) {}

    /** What a valid signature allows, besides the use that it was checked for. */
    record Grant(TenantId tenant, FileId file) {}

    /**
     * Where to PUT the content. Good for an hour, and for one content: once the file is complete the address is spent.
     *
     * @param authority the host that the caller used; the address has it when it is one of ours
     */
    public Link upload(TenantId tenant, StoredFile file, @Nullable String authority) {
        return link(Use.UPLOAD, tenant, file, authority);
    }

    /** Where to GET the content of a complete file. Good for an hour. */
    public Link download(TenantId tenant, StoredFile file, @Nullable String authority) {
        return link(Use.DOWNLOAD, tenant, file, authority);
    }

    private Link link(Use use, TenantId tenant, StoredFile file, @Nullable String authority) {
        var origin = Optional.ofNullable(authority).flatMap(origins::originOf).orElseGet(origins::canonical);
        var hence = clock.instant().plus(AN_HOUR);
        var until = (hence.isBefore(file.expiresAt()) ? hence : file.expiresAt()).truncatedTo(ChronoUnit.SECONDS);
        return new Link(origin + address(use, tenant, file, until), until);
    }

    /** Where to GET the content, for as long as the file is kept. */
    String download(TenantId tenant, StoredFile file) {
        return origins.canonical() + address(Use.DOWNLOAD, tenant, file, file.expiresAt());
    }

    /** @param parameters gives every value that the query has for a name */
    Optional<Grant> check(Use use, String fileId, Function<String, List<String>> parameters) {
        var project = only(parameters, "project");
        var expires =
                only(parameters, "expires").filter(text -> SECONDS.matcher(text).matches());
        var signature = only(parameters, "signature");
        if (project.isEmpty() || expires.isEmpty() || signature.isEmpty()) {
            return Optional.empty();
        }
        var expected = signature(use, project.get(), fileId, expires.get());
        var authentic = MessageDigest.isEqual(bytes(expected), bytes(signature.get()));
        if (!authentic || !clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(expires.get())))) {
            return Optional.empty();
        }
        return Optional.of(new Grant(new TenantId(project.get()), new FileId(fileId)));
    }

    private String address(Use use, TenantId tenant, StoredFile file, Instant until) {
        var expires = String.valueOf(until.getEpochSecond());
        var signature = signature(use, tenant.value(), file.id().value(), expires);
        return PATH + file.id() + "?project=" + tenant + "&expires=" + expires + "&signature=" + signature;
    }

    /** No part that we sign holds a line break, so no two lists of parts read alike. */
    private String signature(Use use, String tenant, String file, String expires) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            var signed = mac.doFinal(bytes(String.join("\n", use.word(), tenant, file, expires)));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("HMAC-SHA256 is not available", missing);
        }
    }

    private static Optional<String> only(Function<String, List<String>> parameters, String name) {
        var values = parameters.apply(name);
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] fresh(SecureRandom random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return key;
    }
}
