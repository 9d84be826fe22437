package dev.patchbay.authstore.connection;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.toolkit.ToolkitSlug;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The connected accounts of a tenant, without their credentials. What another tenant owns looks like what does not exist.
 *
 * <p>To make an account together with its credential, do both inside one
 * {@link dev.patchbay.authstore.tenancy.TenantTransactions#call}.
 */
public interface ConnectedAccounts {

    AccountChange create(TenantId tenant, NewAccount account);

    /**
     * As {@link #create}, for an INITIATED account whose user has yet to give the credential. When that has not happened by
     * the time given, the account reads as EXPIRED.
     *
     * <p>A user waits for ten accounts of a toolkit at most: beginning another makes the oldest EXPIRED. It also deletes those
     * of the user and toolkit that were begun, never got a credential, and should have had it a day ago.
     */
    AccountChange begin(TenantId tenant, NewAccount account, Instant until);

    /**
     * Ends the waiting that {@link #begin} began.
     *
     * @return {@link AccountChange.Absent} also for an account that does not wait, or not any more; nothing was changed
     */
    AccountChange finish(TenantId tenant, AccountId id, Ending ending);

    /**
     * Lets an account that no call can use wait for its user once more: it is INITIATED until the time given, whatever it was.
     *
     * @return empty for an account that does not exist, or that needs no user because it is ACTIVE or switched off; nothing
     *     was changed
     */
    Optional<ConnectedAccount> reopen(TenantId tenant, AccountId id, Instant until);

    Optional<ConnectedAccount> get(TenantId tenant, AccountId id);

    /** Reads the account and keeps others from changing it or its alias until the surrounding transaction ends. */
    Optional<ConnectedAccount> lock(TenantId tenant, AccountId id);

    Page<ConnectedAccount> list(TenantId tenant, AccountFilter filter, AccountOrder order, Slice slice);

    /** @throws IllegalArgumentException when the list of an account is to be changed that has none, because it is private */
    AccountChange patch(TenantId tenant, AccountId id, AccountPatch patch);

    /** Records where the account stands now; an empty reason clears the last one. */
    AccountChange setStatus(TenantId tenant, AccountId id, AccountStatus status, String reason);

    /** Switches it off: no call uses it. An ACTIVE account shows as INACTIVE meanwhile. */
    AccountChange disable(TenantId tenant, AccountId id);

    /** Undoes {@link #disable}. Does not make an account ACTIVE that was not ACTIVE before. */
    AccountChange enable(TenantId tenant, AccountId id);

    /** Deletes it with its credential at once; whether there was one. */
    boolean delete(TenantId tenant, AccountId id);

    /** Everything one user has for one toolkit, newest first: what {@link AccountResolver} picks from. */
    List<Candidate> candidates(TenantId tenant, String userId, ToolkitSlug toolkit);

    /** One account, whoever's it is: whether a user may use it, {@link AccountResolver} decides. */
    Optional<Candidate> candidate(TenantId tenant, AccountId id);

    /**
     * How the waiting for a user ended.
     *
     * @param form name of the connection form that was filled in
     * @param reason empty when all is well
     */
    record Ending(String form, Map<String, String> visibleFields, AccountStatus status, Optional<String> reason) {
        public Ending {
            visibleFields = Map.copyOf(visibleFields);
        }
    }

    /** An account with the state of its auth config. */
    record Candidate(
            ConnectedAccount account,
            AuthConfig.Status configStatus,
            boolean configForToolRouter,
            ToolAccess toolAccess) {}
}
