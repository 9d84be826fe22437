package dev.patchbay.gateway.egress;

import dev.patchbay.gateway.egress.RawRequest.Parameter;
import dev.patchbay.gateway.egress.RawRequest.Reading;
import dev.patchbay.toolkit.BaseAddress;
import dev.patchbay.toolkit.ConnectionForm;
import dev.patchbay.toolkit.PathTemplate;
import dev.patchbay.toolkit.Placement;
import dev.patchbay.toolkit.UpstreamRequest;
import dev.patchbay.toolkit.UpstreamRequest.Body;
import dev.patchbay.toolkit.UpstreamRequest.Header;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a request that a caller wrote, for one connection. Whatever egress places or frames by itself is not the caller's to
 * say: where the request goes, the credential, the length of the body. Neither is what makes a service act as if another
 * method, host or sender had asked, because the rules of a session are about the method that is sent.
 */
final class RawRequests {
    private static final PathTemplate UNTOLD = new PathTemplate("(as the caller wrote it)", List.of());

    /** Beside those that {@link RequestAssembly} keeps to itself. */
    private static final Set<String> NOT_THE_CALLERS = Set.of(
            "accept-charset", // in another encoding, or in parts, an answer could bring the credential past its
            // redaction
            "api-key",
            "apikey",
            "auth-key",
            "auth-token",
            "forwarded",
            "if-range",
            "range",
            "set-cookie",
            "via",
            "x-access-token",
            "x-api-key",
            "x-auth-key",
            "x-auth-token",
            "x-authorization",
            "x-http-method",
            "x-http-method-override",
            "x-method-override",
            "x-original-url",
            "x-real-ip",
            "x-rewrite-url");

    private static final List<String> NOT_THE_CALLERS_EITHER = List.of("proxy-", "sec-", "x-forwarded-");

    /** Some frameworks take the method from there. */
    private static final String METHOD_IN_QUERY = "_method";

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");
    private static final String CONTENT_TYPE = "content-type";

    private final ConnectionForm form;
    private final List<String> problems = new ArrayList<>();

    private RawRequests(ConnectionForm form) {
        this.form = form;
    }

    /** @param bases where the account's calls go, and where its toolkit says that they go */
    static Reading read(RawRequest raw, ConnectionForm form, List<BaseUrl> bases, String allowed) {
        return new RawRequests(form).read(raw, bases, allowed);
    }

    private Reading read(RawRequest raw, List<BaseUrl> bases, String allowed) {
        var endpoint = BelowBase.read(raw.endpoint(), bases);
        if (endpoint.isEmpty()) {
            problems.add("endpoint: must be a path, such as /items?limit=5, or an address below " + allowed
                    + "; the credential goes nowhere else");
        }
        var query = new ArrayList<String>();
        endpoint.map(BelowBase::query).filter(text -> !text.isEmpty()).ifPresent(text -> {
            query.addAll(List.of(text.split("&", -1)));
            for (var part : text.split("[&;]", -1)) { // some services part them at semicolons too
                query(decoded(part.split("=", 2)[0]), "endpoint");
            }
        });
        var headers = new ArrayList<Header>();
        var type = Optional.<String>empty();
        for (int i = 0; i < raw.parameters().size(); i++) {
            var parameter = raw.parameters().get(i);
            var where = "parameters[" + i + "]";
            switch (parameter.place()) {
                case QUERY -> {
                    query(parameter.name(), where);
                    query.add(UriText.encode(parameter.name()) + "=" + UriText.encode(parameter.value()));
                }
                case HEADER -> {
                    if (header(parameter, where)) {
                        if (parameter.name().equalsIgnoreCase(CONTENT_TYPE)) {
                            type = Optional.of(parameter.value());
                        } else {
                            headers.add(new Header(parameter.name(), parameter.value()));
                        }
                    }
                }
            }
        }
        if (!problems.isEmpty() || endpoint.isEmpty()) {
            return new Reading.Misfit(problems, endpoint.isEmpty());
        }
        var stated = type;
        Optional<Body> body = raw.body()
                .map(whole -> stated.map(own -> new UpstreamRequest.Whole(own, whole.bytes()))
                        .orElse(whole));
        return new Reading.Fit(new UpstreamRequest(
                raw.method(), UNTOLD, endpoint.get().path(), String.join("&", query), headers, body, "", false));
    }

    private void query(String name, String where) {
        if (name.equalsIgnoreCase(METHOD_IN_QUERY)) {
            problems.add(where + ": " + METHOD_IN_QUERY + " would change the method; say it in method");
        } else if (placedInQuery().anyMatch(name::equalsIgnoreCase)) {
            problems.add(where + ": the query parameter " + name
                    + " carries the account's credential, which the gateway places by itself");
        }
    }

    private boolean header(Parameter parameter, String where) {
        var name = parameter.name().toLowerCase(Locale.ROOT);
        if (!TOKEN.matcher(name).matches()) {
            problems.add(where + ".name: must be the name of a header");
        } else if (!name.equals(CONTENT_TYPE) && isNotTheCallers(name)) {
            problems.add(where + ": the header " + name + " is not for callers to set; the gateway sends the account's"
                    + " credential and what belongs to the connection by itself");
        } else if (!RequestAssembly.isPlainAscii(parameter.value())) {
            problems.add(where + ".value: must be printable ASCII on one line");
        } else {
            return true;
        }
        return false;
    }

    private boolean isNotTheCallers(String written) {
        var name = written.replace('_', '-'); // which some services do, too
        return RequestAssembly.isReserved(name)
                || NOT_THE_CALLERS.contains(name)
                || NOT_THE_CALLERS_EITHER.stream().anyMatch(name::startsWith)
                || placedInHead().anyMatch(name::equalsIgnoreCase);
    }

    /** Of every door: a header that carries a credential elsewhere is none to guess at here. */
    private Stream<Placement> placements() {
        return Stream.concat(
                form.placements().stream(),
                form.doors().values().stream()
                        .flatMap(doors -> doors.candidates().stream())
                        .flatMap(door -> door.placements().stream()));
    }

    private Stream<String> placedInHead() {
        return Stream.concat(
                placements()
                        .filter(Placement.Header.class::isInstance)
                        .map(placed -> ((Placement.Header) placed).name()),
                form.actingUser().stream().map(ConnectionForm.ActingUser::header));
    }

    private Stream<String> placedInQuery() {
        return placements().filter(Placement.Query.class::isInstance).map(placed -> ((Placement.Query) placed).name());
    }

    private static String decoded(String name) {
        return URLDecoder.decode(name, StandardCharsets.UTF_8);
    }

    /** Names the places that a toolkit publishes; the host of a connection's own is not repeated. */
    static String published(ConnectionForm form) {
        return switch (form.base()) {
            case BaseAddress.Fixed(var url) -> url;
            case BaseAddress.ByField(var ignored, var urls) ->
                urls.values().stream().sorted().collect(Collectors.joining(" or ")) + ", whichever is the account's";
            case BaseAddress.HostField(var field, var path) -> "https://{" + field + "}" + path + " of the account";
        };
    }
}
