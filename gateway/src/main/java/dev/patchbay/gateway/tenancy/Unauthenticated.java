package dev.patchbay.gateway.tenancy;

import dev.patchbay.gateway.tenancy.Accepts.Credential;
import java.util.Set;

/** No usable credential. Rendered as 401 by the one mapper; the message is fit for the caller. */
public final class Unauthenticated extends RuntimeException {
    private final boolean tokenRefused;

    private Unauthenticated(String message, boolean tokenRefused) {
        super(message, null, false, false);
        this.tokenRefused = tokenRefused;
    }

    static Unauthenticated missing(Set<Credential> accepted) {
        return new Unauthenticated("No credential was sent. " + expected(accepted), false);
    }

    /** Not exactly one, or not where credentials belong. */
    static Unauthenticated misplaced(String problem) {
        return new Unauthenticated(problem, false);
    }

    /** The same for whatever is wrong with it: whoever forges learns nothing from us (R24). */
    static Unauthenticated refused(Set<Credential> accepted) {
        return new Unauthenticated("The credential is not valid here. " + expected(accepted), true);
    }

    /** Whether a credential was sent and refused, as opposed to none sent (RFC 6750 section 3.1). */
    public boolean tokenRefused() {
        return tokenRefused;
    }

    private static String expected(Set<Credential> accepted) {
        if (accepted.contains(Credential.ADMIN_KEY)) {
            return "Send Authorization: Bearer with an admin key.";
        }
        return accepted.contains(Credential.SESSION_TOKEN)
                ? "Send Authorization: Bearer with a token of this session, or x-api-key with the project's API key."
                : "Send x-api-key with the project's API key.";
    }
}
