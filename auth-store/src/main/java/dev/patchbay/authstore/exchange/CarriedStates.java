package dev.patchbay.authstore.exchange;

import dev.patchbay.authstore.Ids;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.crypto.BrokenSealException;
import dev.patchbay.authstore.crypto.DataKeys;
import dev.patchbay.authstore.crypto.EnvelopeCipher;
import dev.patchbay.authstore.crypto.Place;
import dev.patchbay.authstore.secret.RevealsSecret;
import dev.patchbay.authstore.secret.Secret;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * States that a client carries from one request to the next: sealed with its tenant's key to whatever they are bound to, good
 * for ten minutes, and kept nowhere. The only class that decrypts them.
 *
 * <p>The key's versions retire without regard to them, see {@link CarriedSeals}: what a retired version sealed does not open.
 */
@ApplicationScoped
public class CarriedStates {
    static final String PURPOSE = "carried_states";
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final TenantTransactions transactions;
    private final RedeemedTable redeemed;
    private final DataKeys keys;
    private final EnvelopeCipher cipher;
    private final Ids ids;
    private final Clock clock;

    CarriedStates(
            TenantTransactions transactions,
            RedeemedTable redeemed,
            DataKeys keys,
            EnvelopeCipher cipher,
            Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.redeemed = redeemed;
        this.keys = keys;
        this.cipher = cipher;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What was sealed, opened again.
     *
     * @param id random, and its own alone
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier; nobody compares it
    public record Opened(String id, byte[] state) {}

    /** @param binding a digest of whom and what it is for; needed again to open it */
    public byte[] seal(TenantId tenant, String binding, byte[] state) {
        return transactions.call(tenant, () -> {
            try (var plaintext = Secret.takeOwnershipOf(content(state))) {
                return cipher.seal(keys.forSealing(tenant, PURPOSE, 1), place(tenant, binding), plaintext);
            }
        });
    }

    /** Empty unless it was sealed with this binding, is unchanged, and has not expired. */
    public Optional<Opened> open(TenantId tenant, String binding, byte[] sealed) {
        try {
            return opened(tenant, binding, sealed);
        } catch (
                BrokenSealException
                        refused) { // whoever carries it may have changed it; why it does not open is not told
            return Optional.empty();
        }
    }

    /**
     * Whether nobody redeemed it before, on whichever node. Kept until no state of that id opens any more; joins the present
     * transaction, and is undone with it.
     */
    public boolean redeem(TenantId tenant, String id) {
        return transactions.call(
                tenant, () -> redeemed.add(tenant, id, clock.instant().plus(LIFETIME)));
    }

    /** Deletes what has expired in every tenant; nothing of it is seen. */
    public int deleteExpired() {
        return transactions.system(redeemed::deleteExpired);
    }

    @RevealsSecret("whoever carries it out goes on from it")
    private Optional<Opened> opened(TenantId tenant, String binding, byte[] sealed) {
        var dataKey = keys.version(tenant, PURPOSE, EnvelopeCipher.keyVersion(sealed));
        try (var plaintext = cipher.open(dataKey, place(tenant, binding), sealed)) {
            return plaintext.reveal(this::read);
        }
    }

    private byte[] content(byte[] state) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeLong(clock.instant().plus(LIFETIME).toEpochMilli());
            out.writeUTF(ids.next(Ids.Kind.STATE));
            out.write(state);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private Optional<Opened> read(byte[] content) {
        try (var in = new DataInputStream(new ByteArrayInputStream(content))) {
            var expiresAt = Instant.ofEpochMilli(in.readLong());
            var opened = new Opened(in.readUTF(), in.readAllBytes());
            return Optional.of(opened)
                    .filter(timely ->
                            clock.instant().truncatedTo(ChronoUnit.MILLIS).isBefore(expiresAt));
        } catch (IOException impossible) { // it opened, so it is as it was written
            throw new UncheckedIOException(impossible);
        }
    }

    private static Place place(TenantId tenant, String binding) {
        return new Place(PURPOSE, tenant, "carried", binding, "state");
    }
}
