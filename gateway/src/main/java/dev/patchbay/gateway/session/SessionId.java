package dev.patchbay.gateway.session;

import java.util.regex.Pattern;

/** A session: {@code trs_} and 22 random base62 characters. A handle, never a credential. */
public record SessionId(String value) {
    private static final Pattern FORM = Pattern.compile("trs_[A-Za-z0-9]{22}");

    public SessionId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("Not a session id");
        }
    }

    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    /** Shortened, because logs must not hold what completes a session's address (R20). */
    @Override
    public String toString() {
        return value.substring(0, 8) + "…";
    }
}
