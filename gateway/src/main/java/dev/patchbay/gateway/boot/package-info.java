/**
 * Everything that happens before Quarkus: the environment is read strictly, the data directory is taken, the key file and the
 * embedded PostgreSQL are made ready, and what they came to is handed on as configuration.
 *
 * <p>{@link dev.patchbay.gateway.boot.PatchbayMain} tells the story. What a person can mend ends the start with a list of
 * named problems and no stack trace; nothing is ever opened with a default that would be unsafe in production.
 */
@NullMarked
package dev.patchbay.gateway.boot;

import org.jspecify.annotations.NullMarked;
