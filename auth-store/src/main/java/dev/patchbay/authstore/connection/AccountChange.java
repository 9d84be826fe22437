package dev.patchbay.authstore.connection;

/** How making or changing an account ended. */
public sealed interface AccountChange {

    record Changed(ConnectedAccount account) implements AccountChange {}

    /** Another account of this user and toolkit has that alias; nothing was changed. */
    record AliasTaken(String alias) implements AccountChange {}

    /** The account, or the auth config it should be made under, does not exist in this tenant. */
    record Absent() implements AccountChange {}
}
