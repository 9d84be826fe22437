package dev.patchbay.gateway.start;

import dev.patchbay.gateway.readiness.Serving;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Down until the node serves; afterwards it tells when the key file on disk is not the one in use. */
@Readiness
@ApplicationScoped
class KeysReady implements HealthCheck {
    private final Serving serving;
    private final HeldKeys keys;

    KeysReady(Serving serving, HeldKeys keys) {
        this.serving = serving;
        this.keys = keys;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("key-encryption keys")
                .status(serving.begun())
                .withData("key_file", keys.file().toString())
                .withData("in_use", String.join(",", keys.ids()));
        var problem = keys.problem();
        return (problem.isEmpty() ? answer : answer.withData("problem", problem)).build();
    }
}
