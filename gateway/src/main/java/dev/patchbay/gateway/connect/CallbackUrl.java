package dev.patchbay.gateway.connect;

import dev.patchbay.authstore.connection.AccountId;
import dev.patchbay.gateway.policy.BrowserAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a user's browser goes after a Connect page: an absolute http or https address, which so can be neither a script nor
 * another page of ours in disguise. Whoever makes the link chooses it; nothing in the link's own address can change it.
 */
public record CallbackUrl(String value) {
    /** What an address must be, for error messages. */
    public static final String RULE = BrowserAddress.RULE;

    private static final String STATUS = "status";
    private static final String ACCOUNT = "connected_account_id";

    public CallbackUrl {
        if (!BrowserAddress.fits(value)) {
            throw new IllegalArgumentException(RULE);
        }
    }

    /** Empty when it is not allowed, see {@link #RULE}. */
    public static Optional<CallbackUrl> read(String text) {
        return BrowserAddress.fits(text) ? Optional.of(new CallbackUrl(text)) : Optional.empty();
    }

    /** The address with how it ended (contract section 12). Its own parameters stay, but not under our names. */
    String with(boolean success, AccountId account) {
        var uri = URI.create(value);
        var query = Stream.concat(
                        own(uri), Stream.of(STATUS + "=" + (success ? "success" : "failed"), ACCOUNT + "=" + account))
                .collect(Collectors.joining("&"));
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + path + "?" + query)
                .toASCIIString();
    }

    private static Stream<String> own(URI uri) {
        return uri.getRawQuery() == null
                ? Stream.empty()
                : Arrays.stream(uri.getRawQuery().split("&", -1))
                        .filter(pair -> !pair.isEmpty())
                        .filter(pair -> !isOurs(pair.split("=", 2)[0]));
    }

    private static boolean isOurs(String name) {
        return name.equals(STATUS) || name.equals(ACCOUNT);
    }
}
