package dev.patchbay.simulator.http;

import java.time.Duration;
import java.util.List;

/** A running simulator, as tests hold it. */
public interface Simulator extends AutoCloseable {
    /** Scheme, host and port, without a slash at the end. */
    String origin();

    int port();

    /** Every request so far, oldest first; control requests are not in it. */
    List<Exchange> journal();

    /** State, journal, faults and clock as at start; ends simulated hangs. */
    void reset();

    void fault(FaultRule rule);

    /** Moves the simulator's clock. */
    void advance(Duration by);

    @Override
    void close();
}
