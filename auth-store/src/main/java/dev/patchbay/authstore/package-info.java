/**
 * What Patchbay keeps for its tenants and must not lose: keys, credentials, who may use them.
 *
 * <p>{@code .secret} is the type every plaintext lives in; {@code .crypto} the key hierarchy; {@code .tenancy} binds a tenant
 * to a database transaction; {@code .connection} holds auth configs and connected accounts, with one class that decrypts and
 * one that picks the account; {@code .token} the API keys; {@code .exchange} what passes between requests of one client;
 * {@code .jpa} the tables. This module never learns what a toolkit
 * does with a credential.
 */
@NullMarked
package dev.patchbay.authstore;

import org.jspecify.annotations.NullMarked;
