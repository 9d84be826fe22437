package dev.patchbay.authstore.exchange;

import dev.patchbay.authstore.Ids;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.crypto.BrokenSealException;
import dev.patchbay.authstore.crypto.DataKeys;
import dev.patchbay.authstore.crypto.EnvelopeCipher;
import dev.patchbay.authstore.secret.RevealsSecret;
import dev.patchbay.authstore.secret.Secret;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Answers on their way to the node that asked for them, sealed, for five minutes at most. The only class that decrypts them.
 *
 * <p>An answer is kept only for an exchange that is open, so whoever was not asked anything fills no disk.
 */
@ApplicationScoped
public class WaitingAnswers {
    /** The largest answer that is kept, in bytes. */
    public static final int LARGEST = 256 * 1024;
    /** So many of an exchange wait at a time; of several that arrive at once a few more may be let in. */
    public static final int MOST = 32;

    private static final Logger LOG = Logger.getLogger(WaitingAnswers.class);
    private static final Duration KEPT = Duration.ofMinutes(5);
    /** Longer than any request runs. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final TenantTransactions transactions;
    private final AnswerTable table;
    private final DataKeys keys;
    private final EnvelopeCipher cipher;
    private final Ids ids;
    private final Clock clock;

    WaitingAnswers(
            TenantTransactions transactions,
            AnswerTable table,
            DataKeys keys,
            EnvelopeCipher cipher,
            Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.table = table;
        this.keys = keys;
        this.cipher = cipher;
        this.ids = ids;
        this.clock = clock;
    }

    /** From now on, for an hour, answers are kept for it until it is closed. */
    public void open(TenantId tenant, String exchange) {
        transactions.run(
                tenant, () -> table.open(tenant, exchange, clock.instant().plus(LONGEST)));
    }

    /** Deletes the answers that nobody took. */
    public void close(TenantId tenant, String exchange) {
        transactions.run(tenant, () -> table.close(tenant, exchange));
    }

    /**
     * Keeps an answer; joins the present transaction.
     *
     * @return false when nothing was kept: the exchange is not open, or has {@link #MOST} answers waiting
     * @throws IllegalArgumentException when it is larger than {@link #LARGEST}
     */
    public boolean leave(TenantId tenant, String exchange, byte[] answer) {
        if (answer.length > LARGEST) {
            throw new IllegalArgumentException("An answer of " + answer.length + " bytes is too large to be kept");
        }
        return transactions.call(tenant, () -> {
            var now = clock.instant();
            if (!table.hasRoom(tenant, exchange, now, MOST)) {
                return false;
            }
            // The exchange is part of what it is sealed to.
            var id = exchange + "." + ids.next(Ids.Kind.ANSWER);
            var row = new AnswerTable.Row(id, seal(tenant, id, answer));
            return table.add(tenant, exchange, row, now.plus(KEPT));
        });
    }

    /** Whatever waits for the exchange, once: what is taken is gone. What does not open is dropped. */
    public List<byte[]> take(TenantId tenant, String exchange) {
        return transactions.call(
                tenant,
                () -> table.take(tenant, exchange, clock.instant()).stream()
                        .filter(row -> row.id().startsWith(exchange + "."))
                        .flatMap(row -> open(tenant, row).stream())
                        .toList());
    }

    /** Deletes what has expired in every tenant; nothing of it is seen. */
    public int deleteExpired() {
        return transactions.system(table::deleteExpired);
    }

    private byte[] seal(TenantId tenant, String id, byte[] answer) {
        try (var plaintext = Secret.takeOwnershipOf(answer.clone())) {
            return cipher.seal(keys.forSealing(tenant, AnswerPlace.PURPOSE, 1), AnswerPlace.of(tenant, id), plaintext);
        }
    }

    @RevealsSecret("the request that asked for it gets the answer")
    private Optional<byte[]> open(TenantId tenant, AnswerTable.Row row) {
        try {
            var dataKey = keys.version(tenant, AnswerPlace.PURPOSE, EnvelopeCipher.keyVersion(row.sealed()));
            try (var plaintext = cipher.open(dataKey, AnswerPlace.of(tenant, row.id()), row.sealed())) {
                return Optional.of(plaintext.reveal(byte[]::clone));
            }
        } catch (BrokenSealException broken) { // otherwise it would stand in the way of the others
            LOG.errorf("an answer does not open and was dropped: tenant=%s: %s", tenant, broken.getMessage());
            return Optional.empty();
        }
    }
}
