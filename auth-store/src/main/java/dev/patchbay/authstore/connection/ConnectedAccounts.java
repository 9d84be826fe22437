package dev.patchbay.authstore.connection;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.toolkit.ToolkitSlug;
import java.util.List;
import java.util.Optional;

/**
 * The connected accounts of a tenant, without their credentials. What another tenant owns looks like what does not exist.
 *
 * <p>To make an account together with its credential, do both inside one
 * {@link dev.patchbay.authstore.tenancy.TenantTransactions#call}.
 */
public interface ConnectedAccounts {

    AccountChange create(TenantId tenant, NewAccount account);

    Optional<ConnectedAccount> get(TenantId tenant, AccountId id);

    /** Reads the account and keeps others from changing it until the surrounding transaction ends. */
    Optional<ConnectedAccount> lock(TenantId tenant, AccountId id);

    Page<ConnectedAccount> list(TenantId tenant, AccountFilter filter, AccountOrder order, Slice slice);

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

    /** An account with the state of its auth config. */
    record Candidate(
            ConnectedAccount account,
            AuthConfig.Status configStatus,
            boolean configForToolRouter,
            ToolAccess toolAccess) {}
}
