package dev.patchbay.simulator;

import dev.patchbay.simulator.backendless.BackendlessSimulator;
import dev.patchbay.simulator.http.CertificateAuthority;
import dev.patchbay.simulator.scale.ScaleSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Both simulators in one process: {@code --scale-port N --backendless-port N}, each any free port when left out. {@code
 * --ca-folder PATH} writes {@code ca.pem} there, which clients need to trust for TLS.
 */
public record Simulators(ScaleSimulator scale, BackendlessSimulator backendless) implements AutoCloseable {
    public static final List<String> FLAGS = List.of("scale-port", "backendless-port", "ca-folder");

    /** Starts both and says so, one line each. */
    public static Simulators start(Flags flags) {
        // First of all: whoever sees a simulator answer finds the file in place.
        flags.text("ca-folder").map(Path::of).ifPresent(Simulators::writeAuthority);
        var scale = ScaleSimulator.start(flags.port("scale-port").orElse(0));
        System.out.println("Scale simulator ready: " + scale.origin() + "/v1");
        var backendless =
                BackendlessSimulator.start(flags.port("backendless-port").orElse(0));
        System.out.println("Backendless simulator ready: " + backendless.base());
        return new Simulators(scale, backendless);
    }

    private static void writeAuthority(Path folder) {
        Path file = folder.resolve("ca.pem");
        try {
            CertificateAuthority.ofThisProcess().writeTo(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
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
            // A port in use, or a folder that is not there. Exit at once: a first simulator may already run and would
            // keep the process alive.
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
