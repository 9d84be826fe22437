package dev.patchbay.gateway.egress;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What of an endpoint lies below a base address. */
record BelowBase(String path, String query) {
    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/]*(/.*)?");

    /** Empty when it leads elsewhere. What is not quite encoded is mended, as in addresses that people paste. */
    static Optional<BelowBase> read(String endpoint, List<BaseUrl> bases) {
        if (endpoint.isEmpty()
                || endpoint.startsWith("//")
                || endpoint.chars().anyMatch(c -> c == '\\' || c == '#' || Character.isISOControl(c))) {
            return Optional.empty();
        }
        var question = endpoint.indexOf('?');
        var address = UriText.mended(question < 0 ? endpoint : endpoint.substring(0, question));
        var query = question < 0 ? "" : UriText.mended(endpoint.substring(question + 1));
        var absolute = ABSOLUTE.matcher(address);
        var path = absolute.matches()
                ? relative(address, Optional.ofNullable(absolute.group(1)).orElse(""), bases)
                : Optional.of(address.startsWith("/") ? address : "/" + address);
        return path.filter(BelowBase::staysThere).map(below -> new BelowBase(below, query));
    }

    private static Optional<String> relative(String address, String path, List<BaseUrl> bases) {
        return BaseUrl.parse(address) instanceof Checked.Passed<BaseUrl>(BaseUrl named)
                ? bases.stream()
                        .filter(base -> named.origin().equals(base.origin()))
                        .filter(base -> path.equals(base.path()) || path.startsWith(base.path() + "/"))
                        .map(base -> path.substring(base.path().length()))
                        .map(rest -> rest.isEmpty() ? "/" : rest)
                        .findFirst()
                : Optional.empty();
    }

    /** Some servers decode twice, take an encoded slash for one, or cut a segment at a semicolon, and then resolve it. */
    private static boolean staysThere(String path) {
        var asSomeServersReadIt = decodedOver(path.toLowerCase(Locale.ROOT))
                .replace("%2f", "/")
                .replace("%5c", "/")
                .replace("%3b", ";");
        return !path.startsWith("//")
                && UriText.isPath(path)
                && Arrays.stream(asSomeServersReadIt.split("/", -1))
                        .map(segment -> segment.split(";", 2)[0])
                        .noneMatch(UriText::isDots);
    }

    private static String decodedOver(String path) {
        var once = path.replace("%25", "%");
        return once.equals(path) ? path : decodedOver(once);
    }
}
