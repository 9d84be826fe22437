/**
 * Auth configs and connected accounts: {@link dev.patchbay.authstore.connection.AuthConfigs} and
 * {@link dev.patchbay.authstore.connection.ConnectedAccounts} keep them,
 * {@link dev.patchbay.authstore.connection.AccountResolver} is the one place where an account is picked for a call, and
 * {@link dev.patchbay.authstore.connection.CredentialVault} the one place where a credential is decrypted.
 */
@NullMarked
package dev.patchbay.authstore.connection;

import org.jspecify.annotations.NullMarked;
