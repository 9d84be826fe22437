package dev.patchbay.gateway.egress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Ends what goes out for a call whose caller no longer waits (R47). The call itself runs on, with {@link
 * dev.patchbay.toolkit.Failure.Cancelled} for an outcome, and is recorded like any other.
 *
 * <p>The thread is never interrupted: that would close the database connection which a file is being read through, or by
 * which the outcome is about to be recorded.
 */
public final class Cancellation {
    private static final ScopedValue<Cancellation> CURRENT = ScopedValue.newInstance();

    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final Set<Runnable> endings = new LinkedHashSet<>();

    /** What is under way is no longer to be ended when the caller goes. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /** The one of the work this thread does; one that nobody cancels where there is none. */
    public static Cancellation current() {
        return CURRENT.isBound() ? CURRENT.get() : new Cancellation();
    }

    /** Runs work to which this is {@link #current()}. */
    public <T> T during(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    /** Ends what is under way and lets nothing else begin. Returns at once; may be called on an event loop, and again. */
    public void cancel() {
        List<Runnable> now;
        synchronized (endings) {
            cancelled.countDown();
            now = new ArrayList<>(endings);
            endings.clear();
        }
        now.forEach(Runnable::run);
    }

    public boolean isCancelled() {
        return cancelled.getCount() == 0;
    }

    /** Passes the time between two attempts, less of it when the caller goes; the next attempt then ends at once. */
    public void pause(Duration time) throws InterruptedException {
        // Whether the time ran out or the caller went is for the next attempt to find.
        var _ = cancelled.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** @param ending what to do, once and quickly, when the caller goes; done at once if that was before */
    public Registration onCancel(Runnable ending) {
        // An object of its own, so that two registrations of one ending stay two.
        Runnable own = () -> ending.run();
        boolean late;
        synchronized (endings) {
            late = isCancelled();
            if (!late) {
                endings.add(own);
            }
        }
        if (late) {
            ending.run();
        }
        return () -> {
            synchronized (endings) {
                endings.remove(own);
            }
        };
    }
}
