package dev.patchbay.authstore.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentReadsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicBoolean inTransaction = new AtomicBoolean();
    private final AtomicInteger reads = new AtomicInteger();
    private final RecentReads<String, Integer> recent = new RecentReads<>(inTransaction::get, nanos::get);

    @Test
    void aReadIsTrustedForFourSecondsAndNotLonger() {
        assertThat(read()).hasValue(1);
        nanos.addAndGet(Duration.ofMillis(3999).toNanos());
        assertThat(read()).hasValue(1);
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(read()).hasValue(2);
    }

    @Test
    void beingUsedDoesNotProlongIt() {
        for (int second = 0; second < 4; second++) {
            read();
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        }
        assertThat(read()).hasValue(2);
    }

    @Test
    void absenceIsNotRemembered() {
        assertThat(recent.get("key", _ -> Optional.empty())).isEmpty();
        assertThat(read()).hasValue(1);
    }

    @Test
    void insideATransactionItNeitherAnswersNorLearns() {
        assertThat(read()).hasValue(1);
        inTransaction.set(true);
        assertThat(read()).hasValue(2);
        inTransaction.set(false);
        assertThat(read()).hasValue(1);
    }

    @Test
    void itForgetsByKeyAndByValue() {
        read();
        recent.forgetKeys("key"::equals);
        assertThat(read()).hasValue(2);
        recent.forgetValues(value -> value == 2);
        assertThat(read()).hasValue(3);
    }

    private Optional<Integer> read() {
        return recent.get("key", _ -> Optional.of(reads.incrementAndGet()));
    }
}
