package dev.patchbay.gateway.mcp.state;

import dev.patchbay.authstore.TenantId;
import java.util.Optional;
import java.util.regex.Pattern;

/** What one node tells the others: a kind, and ids that say nothing to whoever does not wait for them. */
record Signal(Kind kind, Place place) {
    private static final Pattern FORM = Pattern.compile("(ANSWERED|CANCELLED) (pr_[A-Za-z0-9]{22}) ([0-9a-f]{64})");

    enum Kind {
        ANSWERED,
        CANCELLED
    }

    String text() {
        return kind + " " + place.tenant().value() + " " + place.id();
    }

    /** Empty for what is no signal of this release. */
    static Optional<Signal> read(String text) {
        var read = FORM.matcher(text);
        return read.matches()
                ? Optional.of(
                        new Signal(Kind.valueOf(read.group(1)), new Place(new TenantId(read.group(2)), read.group(3))))
                : Optional.empty();
    }
}
