package dev.patchbay.gateway.session;

import java.security.PublicKey;
import java.util.Optional;

/** What signing and checking tokens needs of the keys. */
interface TokenKeys {

    /** The key that signs now. */
    SigningKey signing();

    /** The key to check a token with that names this one; empty when there is none, or it is not good any more. */
    Optional<PublicKey> checking(String kid);
}
