package dev.patchbay.simulator;

import dev.patchbay.simulator.backendless.BackendlessSimulator;
import dev.patchbay.simulator.scale.ScaleSimulator;
import java.io.UncheckedIOException;
import java.util.List;

/** Both simulators in one process: {@code --scale-port N --backendless-port N}, each any free port when left out. */
public record Simulators(ScaleSimulator scale, BackendlessSimulator backendless) implements AutoCloseable {
    public static final List<String> FLAGS = List.of("scale-port", "backendless-port");

    /** Starts both and says so, one line each. */
    public static Simulators start(Flags flags) {
        var scale = ScaleSimulator.start(flags.port("scale-port").orElse(0));
        System.out.println("Scale simulator ready: " + scale.origin() + "/v1");
        var backendless =
                BackendlessSimulator.start(flags.port("backendless-port").orElse(0));
        System.out.println("Backendless simulator ready: " + backendless.base());
        return new Simulators(scale, backendless);
    }

    /** Closes them when the process is asked to stop; until then their server threads keep it alive. */
    public void closeOnExit() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-simulators"));
    }

    @Override
    public void close() {
        scale.close();
        backendless.close();
    }

    public static void main(String... arguments) {
        try {
            start(Flags.parse(List.of(arguments), FLAGS)).closeOnExit();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (UncheckedIOException e) {
            // A port in use. Exit at once: a first simulator may already run and would keep the process alive.
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
