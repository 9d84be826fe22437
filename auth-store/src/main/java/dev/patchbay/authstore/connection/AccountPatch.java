package dev.patchbay.authstore.connection;

import java.util.Map;
import java.util.Optional;

/**
 * Changes to an account; what is empty stays as it is.
 *
 * @param alias the new alias; a blank text clears it
 * @param fields what is known of the fields from now on; the credential itself goes to {@link CredentialVault#store}
 * @param sharing only for an account that is {@linkplain Sharing.Shared shared}
 */
public record AccountPatch(Optional<String> alias, Optional<Fields> fields, Optional<Sharing.Change> sharing) {

    /** Changes nothing yet. */
    public static final AccountPatch NONE = new AccountPatch(Optional.empty(), Optional.empty(), Optional.empty());

    public AccountPatch withAlias(String given) {
        return new AccountPatch(Optional.of(given), fields, sharing);
    }

    public AccountPatch withFields(Fields given) {
        return new AccountPatch(alias, Optional.of(given), sharing);
    }

    /**
     * What may be known of an account's fields.
     *
     * @param form name of the connection form they fill in
     * @param visible replaces all that was visible
     */
    public record Fields(String form, Map<String, String> visible) {
        public Fields {
            visible = Map.copyOf(visible);
        }
    }
}
