package dev.patchbay.gateway.egress;

import dev.patchbay.toolkit.ConnectionForm;
import dev.patchbay.toolkit.Egress;
import dev.patchbay.toolkit.ToolkitSlug;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * Hands out ways to leave Patchbay, each bound to one connected account. Made at start, so that a malformed override or
 * allow-list stops the start.
 */
@Startup
@ApplicationScoped
public class EgressGate {
    private static final Logger LOG = Logger.getLogger(EgressGate.class);

    private static final String OWN_PORT = "quarkus.http.port";
    private static final String CLIENT_METRICS = "quarkus.micrometer.binder.http-client.enabled";

    private final BaseUrls bases;
    private final Destinations destinations;
    private final HttpExchange exchange;

    @Inject
    EgressGate(Vertx vertx, EgressConfig config, Resolver resolver, Config properties) {
        refuseMetricsThatNameAddresses(properties);
        this(
                vertx,
                Limits.of(config),
                new AddressRules(
                        allowList(
                                config.devAllow().orElse(List.of()),
                                ConfigUtils.isProfileActive("prod"),
                                config.devAllowInProduction()),
                        ownAddresses(),
                        port -> isOwnPort(properties, port)),
                resolver,
                BaseUrlOverrides.from(properties),
                UnaryOperator.identity());
    }

    EgressGate(
            Vertx vertx,
            Limits limits,
            AddressRules rules,
            Resolver resolver,
            BaseUrlOverrides overrides,
            UnaryOperator<HttpClientOptions> adjustment) {
        this.bases = new BaseUrls(overrides);
        this.destinations = new Destinations(rules, resolver, limits.resolve());
        this.exchange = new HttpExchange(vertx, adjustment.apply(HttpExchange.options(limits)), limits);
    }

    /**
     * Binds a connected account to its way out. Nothing is opened, resolved or connected before the first send; every send
     * works the base address out, places the credential and vets the address anew.
     */
    public Egress open(ToolkitSlug toolkit, ConnectionForm form, CredentialSource credential) {
        return new GatedEgress(toolkit, form, credential, bases, destinations, exchange);
    }

    /**
     * Reads a request that a caller wrote himself, for a connected account. Its endpoint must lie below the address to which
     * the account's calls go that name no door, or below the one that the toolkit publishes for it.
     */
    public RawRequest.Reading read(
            ToolkitSlug toolkit, ConnectionForm form, Map<String, String> visible, RawRequest raw) {
        var values = new FieldValues(form, visible, Map.of());
        var known = Stream.of(bases, new BaseUrls(BaseUrlOverrides.of(Map.of())))
                .flatMap(each -> each.resolve(toolkit, form.base(), values) instanceof Checked.Passed<BaseUrl>(var base)
                        ? Stream.of(base)
                        : Stream.empty())
                .toList();
        return RawRequests.read(raw, form, known, RawRequests.published(form));
    }

    /** What {@link PublicFetch} shares with the calls: the same vetting, the same client. */
    Destinations destinations() {
        return destinations;
    }

    /** Likewise. */
    HttpExchange exchange() {
        return exchange;
    }

    /** @throws ConfigurationException when an entry is wrong, or there is one in production without the second switch */
    static DevAllowList allowList(List<String> entries, boolean production, boolean meantInProduction) {
        DevAllowList list = DevAllowList.parse(entries);
        if (!list.isEmpty() && production && !meantInProduction) {
            throw new ConfigurationException(
                    "patchbay.egress.dev-allow (PATCHBAY_EGRESS_DEV_ALLOW) is for development and"
                            + " must be empty in profile prod. Remove it; or, if these addresses are services of your own that"
                            + " accounts are to reach, say so with patchbay.egress.dev-allow-in-production=true"
                            + " (PATCHBAY_EGRESS_DEV_ALLOW_IN_PRODUCTION)");
        }
        if (!list.isEmpty()) {
            LOG.warnf("Egress may reach these private addresses: %s", list);
        }
        return list;
    }

    /** Quarkus would tag its client metrics with each request's path, and some paths are credentials. */
    private static void refuseMetricsThatNameAddresses(Config properties) {
        if (properties.getOptionalValue(CLIENT_METRICS, Boolean.class).orElse(true)) {
            throw new ConfigurationException(CLIENT_METRICS + " must be false: the metrics would hold credentials");
        }
    }

    /** Asked when needed, because a port of 0 is replaced by the one found free after this bean is made. */
    private static boolean isOwnPort(Config properties, int port) {
        return properties
                .getOptionalValue(OWN_PORT, Integer.class)
                .filter(own -> own == port)
                .isPresent();
    }

    /** This machine's addresses, public ones too: what listens here is not the outside. Read once, at start. */
    private static Set<InetAddress> ownAddresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (SocketException broken) {
            throw new IllegalStateException("The network interfaces cannot be listed", broken);
        }
    }

    @PreDestroy
    void close() {
        destinations.close();
        exchange.close();
    }
}
