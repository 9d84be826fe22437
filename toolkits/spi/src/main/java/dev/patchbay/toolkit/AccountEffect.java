package dev.patchbay.toolkit;

/** What a successful call changes in the connected account it used. */
public sealed interface AccountEffect {

    /**
     * Stores a member of the result in a secret field of the account, and takes it out of the result.
     *
     * @param asked boolean argument by which the caller asks for it
     */
    record Remember(String member, String field, String asked) implements AccountEffect {}

    /** Forgets a field of the account, unless the caller named a value of their own in {@code argument}. */
    record Forget(String field, String argument) implements AccountEffect {}
}
