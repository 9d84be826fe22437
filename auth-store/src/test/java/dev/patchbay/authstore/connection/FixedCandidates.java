package dev.patchbay.authstore.connection;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.toolkit.ToolkitSlug;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Accounts that only answer what a resolver asks. */
record FixedCandidates(List<Candidate> candidates) implements ConnectedAccounts {

    @Override
    public List<Candidate> candidates(TenantId tenant, String userId, ToolkitSlug toolkit) {
        return candidates.stream()
                .filter(candidate -> candidate.account().userId().equals(userId))
                .toList();
    }

    @Override
    public Optional<Candidate> candidate(TenantId tenant, AccountId id) {
        return candidates.stream()
                .filter(candidate -> candidate.account().id().equals(id))
                .findFirst();
    }

    @Override
    public Optional<ConnectedAccount> reopen(TenantId tenant, AccountId id, Instant until) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AccountChange create(TenantId tenant, NewAccount account) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AccountChange begin(TenantId tenant, NewAccount account, Instant until) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AccountChange finish(TenantId tenant, AccountId id, Ending ending) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ConnectedAccount> lock(TenantId tenant, AccountId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ConnectedAccount> get(TenantId tenant, AccountId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<ConnectedAccount> list(TenantId tenant, AccountFilter filter, AccountOrder order, Slice slice) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AccountChange patch(TenantId tenant, AccountId id, AccountPatch patch) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AccountChange setStatus(TenantId tenant, AccountId id, AccountStatus status, String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AccountChange disable(TenantId tenant, AccountId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AccountChange enable(TenantId tenant, AccountId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean delete(TenantId tenant, AccountId id) {
        throw new UnsupportedOperationException();
    }
}
