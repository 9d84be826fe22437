package dev.patchbay.gateway.web;

import dev.patchbay.gateway.connect.FollowLink.Visit;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Optional;

/**
 * A page that says how something ended, and where it goes on.
 *
 * @param tone {@code good}, {@code fair} or {@code bad}, for its colour only
 */
record Notice(String tone, String title, List<String> text, Optional<Next> next) {
    private static final String ASK_AGAIN = "Go back to where you found this link and ask for a new one.";
    private static final String CLOSE = "You can close this window.";

    static final Notice UNKNOWN = bad("There is nothing here", "This link does not exist, or not any more.", ASK_AGAIN);
    static final Notice EXPIRED = bad(
            "This link has expired",
            "Links for connecting an account work for a few minutes only, so that nobody else can use them later.",
            ASK_AGAIN);
    static final Notice USED = bad(
            "This link has been used",
            "Each link works once. If you have connected your account with it, there is nothing left to do.",
            "Otherwise go back to where you found it and ask for a new one.");
    static final Notice FOREIGN = bad("This address is not served here", "Open the link as you were given it.");
    static final Notice MALFORMED = bad("This form cannot be read", "Open the link again and fill in the form.");
    static final Notice LATE = bad("This was not saved", "The link was used at the same time. Open it again.");
    static final Notice UNAVAILABLE =
            bad("Not available at the moment", "Nothing was saved. Wait a moment, then load the page again.");

    /** Where the browser goes, by itself or when the person says so. */
    record Next(String address, boolean goesByItself) {}

    static Notice unexpected(String request) {
        return bad("Something went wrong", "It is logged under the id " + request + ". Load the page again, please.");
    }

    /** With something to tell that must be read, the browser waits for the person. */
    static Notice connected(Visit.Open visit, Optional<String> unverified, Optional<String> callback) {
        var title = visit.toolkit().title() + " is connected";
        return unverified
                .map(why -> new Notice(
                        "fair",
                        title,
                        List.of(
                                "Your credential was saved, but "
                                        + visit.toolkit().title() + " could not be asked whether it works.",
                                why,
                                after(callback)),
                        callback.map(address -> new Next(address, false))))
                .orElseGet(() -> new Notice(
                        "good",
                        title,
                        List.of(
                                "The application " + visit.asker() + " can now use your "
                                        + visit.toolkit().title() + " account.",
                                after(callback)),
                        callback.map(address -> new Next(address, true))));
    }

    static Notice declined(Visit.Open visit, Optional<String> callback) {
        return new Notice(
                "fair",
                "Nothing was connected",
                List.of("You chose not to connect " + visit.toolkit().title() + ".", after(callback)),
                callback.map(address -> new Next(address, true)));
    }

    static Notice spent(Visit.Open visit, String reason, Optional<String> callback) {
        return new Notice(
                "bad",
                visit.toolkit().title() + " could not be connected",
                List.of(reason, "It was tried too often with this link. " + after(callback)),
                callback.map(address -> new Next(address, false)));
    }

    TemplateInstance page() {
        return Templates.notice(tone, title, text, next.map(Next::address).orElse(""), "Continue");
    }

    private static String after(Optional<String> callback) {
        return callback.isPresent() ? "Continue to go back to where you came from." : CLOSE;
    }

    private static Notice bad(String title, String... text) {
        return new Notice("bad", title, List.of(text), Optional.empty());
    }
}
