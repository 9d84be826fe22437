package dev.patchbay.authstore.tenancy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What was read from the database not more than four seconds ago, so that a warm call reads nothing, and what was revoked on
 * another node is refused here within five, the time of reading included (R12, R18). Bounded in number; keys must contain the
 * tenant. Absence is not remembered.
 *
 * <p>Inside a transaction it neither answers nor learns: what is seen there may never be committed.
 */
public final class RecentReads<K, V> {
    private static final Duration TRUSTED = Duration.ofSeconds(4);
    private static final int MOST = 10_000;

    private final BooleanSupplier inTransaction;
    private final Cache<K, V> cache;

    public RecentReads(BooleanSupplier inTransaction) {
        this(inTransaction, Ticker.systemTicker());
    }

    RecentReads(BooleanSupplier inTransaction, Ticker ticker) {
        this.inTransaction = inTransaction;
        this.cache = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(TRUSTED)
                .maximumSize(MOST)
                .build();
    }

    /** Forgetting waits for a read under way, so nothing read before a commit outlives the forgetting after it. */
    public Optional<V> get(K key, Function<K, Optional<V>> read) {
        if (inTransaction.getAsBoolean()) {
            return read.apply(key);
        }
        return Optional.ofNullable(
                cache.asMap().computeIfAbsent(key, k -> read.apply(k).orElse(null)));
    }

    public void forgetKeys(Predicate<K> which) {
        cache.asMap().keySet().removeIf(which);
    }

    public void forgetValues(Predicate<V> which) {
        cache.asMap().values().removeIf(which);
    }
}
