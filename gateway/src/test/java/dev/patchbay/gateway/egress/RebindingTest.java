package dev.patchbay.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A name that leads somewhere good when it is first looked up, and somewhere else later, through the machine's resolver (R40). */
@Timeout(120)
class RebindingTest {

    @Test
    void everyLookupIsVettedAndAnOpenConnectionSparesNone(@TempDir Path folder) throws Exception {
        var hosts = Files.createFile(folder.resolve("hosts"));
        try (var allowed = RecordingServer.answering("{}");
                var canary = RecordingServer.start(
                        "127.0.0.9", allowed.address().getPort(), exchange -> exchange.sendResponseHeaders(200, -1))) {
            var child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Djdk.net.hosts.file=" + hosts,
                            "-Dsun.net.inetaddr.ttl=0",
                            "-Dsun.net.inetaddr.negative.ttl=0",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Rebinding.class.getName(),
                            hosts.toString(),
                            String.valueOf(allowed.address().getPort()))
                    .redirectErrorStream(true)
                    .start();
            var said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(said.lines().filter(line -> line.startsWith("> ")))
                    .as(said)
                    .containsExactly(
                            "> call: answered",
                            "> fetch: answered",
                            "> call after: denied",
                            "> fetch after: denied",
                            "> call mixed: denied",
                            "> call again: answered");
            assertThat(child.waitFor()).isZero();
            assertThat(allowed.seen()).hasSize(3);
            assertThat(canary.seen()).isEmpty();
        }
    }
}
