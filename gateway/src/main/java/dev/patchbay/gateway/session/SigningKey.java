package dev.patchbay.gateway.session;

import java.security.KeyPair;
import java.time.Instant;

/**
 * A key that signs session tokens, or did, or will.
 *
 * @param kid its name in tokens; says nothing
 * @param signsFrom from when on tokens are signed with it
 */
record SigningKey(String kid, Instant createdAt, Instant signsFrom, KeyPair pair) {

    @Override
    public String toString() {
        return "SigningKey[" + kid + "]";
    }
}
