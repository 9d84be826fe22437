package dev.patchbay.gateway.egress;

import dev.patchbay.authstore.secret.Secret;
import java.util.Map;
import java.util.function.Function;

/** The field values of one connected account, by field name. Where they go is decided by the connection form. */
public interface CredentialSource {

    /** The values of fields that are not secret. */
    Map<String, String> visible();

    /**
     * Opens the secret values for the time of {@code use}, and wipes them afterwards. Egress returns from {@code use} before it
     * resolves, connects or waits for anything.
     */
    <R> R use(Function<Map<String, Secret>, R> use);

    /** Told just before a request with these values leaves for a service; what was refused before that never was on its way. */
    default void leaving() {}
}
