/**
 * The key hierarchy: key-encryption keys outside the database, a data key per tenant inside it, records sealed to their
 * place. Everything here is the JCA; nothing prints or logs a key.
 */
@NullMarked
package dev.patchbay.authstore.crypto;

import org.jspecify.annotations.NullMarked;
