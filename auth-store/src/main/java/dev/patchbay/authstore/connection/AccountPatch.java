package dev.patchbay.authstore.connection;

import java.util.Map;
import java.util.Optional;

/**
 * Changes to an account; what is empty stays as it is.
 *
 * @param alias the new alias; a blank text clears it
 * @param visibleFields replaces them all; the credential itself goes to {@link CredentialVault#store}
 */
public record AccountPatch(Optional<String> alias, Optional<Map<String, String>> visibleFields) {}
