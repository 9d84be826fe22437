package dev.patchbay.gateway.egress;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;

/** The bounds of one exchange, checked. */
record Limits(
        Duration resolve,
        Duration connect,
        Duration tls,
        Duration firstByte,
        Duration total,
        Duration upload,
        long answerBytes,
        int headerBytes,
        int connections,
        int waiting,
        Duration keepAlive) {

    static Limits of(EgressConfig config) {
        return new Limits(
                atLeastOneMilli("resolve-timeout", config.resolveTimeout()),
                atLeastOneMilli("connect-timeout", config.connectTimeout()),
                atLeastOneMilli("tls-timeout", config.tlsTimeout()),
                atLeastOneMilli("first-byte-timeout", config.firstByteTimeout()),
                atLeastOneMilli("total-timeout", config.totalTimeout()),
                atLeastOneMilli("upload-timeout", config.uploadTimeout()),
                within("max-answer", config.maxAnswer().asLongValue(), 1 << 30),
                (int) within("max-headers", config.maxHeaders().asLongValue(), 1 << 20),
                (int) within("connections-per-address", config.connectionsPerAddress(), 10_000),
                (int) within("waiting-per-address", config.waitingPerAddress(), 100_000),
                atLeastOneMilli("keep-alive", config.keepAlive()));
    }

    private static Duration atLeastOneMilli(String name, Duration value) {
        if (value.toMillis() < 1 || value.toHours() > 1) {
            throw new ConfigurationException(
                    "patchbay.egress." + name + " must be between 1 ms and one hour, e.g. 5s; it is " + value);
        }
        return value;
    }

    private static long within(String name, long value, long most) {
        if (value < 1 || value > most) {
            throw new ConfigurationException(
                    "patchbay.egress." + name + " must be between 1 and " + most + "; it is " + value);
        }
        return value;
    }
}
