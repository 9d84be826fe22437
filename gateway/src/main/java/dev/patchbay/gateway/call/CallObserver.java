package dev.patchbay.gateway.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;

/**
 * Who watches a call while it runs. Work that takes a while says how far it is, and what happens in it, to whoever watches;
 * mostly that is nobody. It reaches the work's own thread only: what runs beside it is told of by the thread that waits for it.
 */
public interface CallObserver {
    /** Nobody. */
    CallObserver NONE = new CallObserver() {
        @Override
        public void progress(int done, int total, String message) {}

        @Override
        public void ended(String tool, boolean well, ObjectNode summary) {}
    };

    /** @param message for people, one line */
    void progress(int done, int total, String message);

    /** A tool of a service was called. The summary names the call, and holds nothing of its arguments or its answer. */
    void ended(String tool, boolean well, ObjectNode summary);

    /** The one of the present work. */
    static CallObserver current() {
        return Observed.CURRENT.orElse(NONE);
    }

    /** Runs work that this one watches. */
    static <T> T watching(CallObserver observer, Supplier<T> work) {
        return ScopedValue.where(Observed.CURRENT, observer).call(work::get);
    }
}
