package dev.patchbay.simulator.demo;

import dev.patchbay.simulator.Flags;
import dev.patchbay.simulator.Simulators;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The module's program. {@code --scale-port N --backendless-port N} start the simulators (left out, any free port);
 * {@code --gateway ORIGIN --key-file PATH} add the tour. {@code --simulators none} runs the tour alone, for simulators that
 * run elsewhere.
 *
 * <p>A tour that fails says what failed and leaves the simulators running; only a tour alone ends the process, with status 1.
 */
public final class Demo {
    private static final List<String> FLAGS =
            List.of("gateway", "key-file", "simulators", "scale-port", "backendless-port", "ca-folder");
    private static final Duration START_OF_GATEWAY = Duration.ofSeconds(60);

    private Demo() {}

    public static void main(String... arguments) {
        try {
            Flags flags = Flags.parse(List.of(arguments), FLAGS);
            boolean alone = flags.text("simulators").filter("none"::equals).isPresent();
            if (!alone) {
                Simulators.start(flags).closeOnExit();
            }
            if (flags.text("gateway").isEmpty()) {
                return;
            }
            String gateway = flags.text("gateway").get();
            Path keyFile = Path.of(flags.text("key-file")
                    .orElseThrow(() -> new IllegalArgumentException("--gateway needs --key-file")));
            if (!tour(gateway, keyFile, System.out::println) && alone) {
                System.exit(1);
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (UncheckedIOException e) {
            // A port in use. Exit at once: a first simulator may already run and would keep the process alive.
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** Whether it went through. */
    static boolean tour(String gateway, Path keyFile, Consumer<String> out) {
        try (var http = HttpClient.newHttpClient()) {
            new Readiness(http, START_OF_GATEWAY).await(gateway);
            var client = new GatewayClient(http, gateway, key(keyFile));
            var session = new Tour(http, client, out).run("demo " + UUID.randomUUID());
            out.accept(Paste.of(session));
            return true;
        } catch (TourFailure e) {
            out.accept("The demo stopped: " + e.getMessage());
            return false;
        }
    }

    /** Read after the gateway is ready: at its first start it writes the file itself. */
    private static String key(Path file) throws TourFailure {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new TourFailure("Cannot read the API key from " + file + " (" + e + ")");
        }
    }
}
