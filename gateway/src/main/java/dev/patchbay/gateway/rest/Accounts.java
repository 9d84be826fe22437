package dev.patchbay.gateway.rest;

import dev.patchbay.authstore.connection.AccountId;
import dev.patchbay.authstore.connection.ConnectedAccount;
import dev.patchbay.authstore.connection.ConnectedAccounts;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The caller's connected accounts by the ids in paths, or the end of the request. */
@ApplicationScoped
class Accounts {
    private final ConnectedAccounts accounts;
    private final CurrentCaller caller;

    Accounts(ConnectedAccounts accounts, CurrentCaller caller) {
        this.accounts = accounts;
        this.caller = caller;
    }

    ConnectedAccount find(String id) {
        return (AccountId.isValid(id)
                        ? accounts.get(caller.tenant(), new AccountId(id))
                        : Optional.<ConnectedAccount>empty())
                .orElseThrow(Accounts::notFound);
    }

    static ApiError notFound() {
        return new ApiError(ErrorKind.CONNECTED_ACCOUNT_NOT_FOUND, "There is no such connected account.");
    }
}
