package dev.patchbay.authstore.connection;

import java.util.List;
import java.util.Optional;

/**
 * What is known about which account a call should use.
 *
 * @param named an account id, word id or alias given with the call; picks among what the session reaches
 * @param pinned the session's own accounts for the toolkit: if there are any, nothing else is used
 * @param authConfig the session's auth config for the toolkit: its accounts come first
 */
public record AccountChoice(
        Optional<String> named,
        List<AccountId> pinned,
        Optional<AuthConfigId> authConfig,
        Several several,
        Reach reach) {
    /** Nothing said: the most recently connected usable account. */
    public static final AccountChoice ANY = new AccountChoice(
            Optional.empty(), List.of(), Optional.empty(), Several.TAKE_NEWEST, Reach.OPEN_TO_SESSIONS);

    public AccountChoice {
        pinned = List.copyOf(pinned);
    }

    /** Which auth configs' accounts may be picked without naming the config. */
    public enum Reach {
        /** Only those that are enabled for sessions. */
        OPEN_TO_SESSIONS,
        /** All of them: the project's own backend is calling. */
        ALL
    }

    /** What to do when several accounts are usable and none is named. */
    public enum Several {
        TAKE_NEWEST,
        REFUSE
    }
}
