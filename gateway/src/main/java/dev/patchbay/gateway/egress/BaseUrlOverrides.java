package dev.patchbay.gateway.egress;

import dev.patchbay.toolkit.ToolkitSlug;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** The operator's own addresses of toolkits: {@code patchbay.toolkit.<slug>.base-url}. Read and checked once, at start. */
final class BaseUrlOverrides {
    private static final String PREFIX = "patchbay_toolkit_";
    private static final String SUFFIX = "_base_url";

    private final Map<ToolkitSlug, BaseUrl> bySlug;

    private BaseUrlOverrides(Map<ToolkitSlug, BaseUrl> bySlug) {
        this.bySlug = Map.copyOf(bySlug);
    }

    /** @throws ConfigurationException naming a property whose address is malformed */
    static BaseUrlOverrides of(Map<ToolkitSlug, String> urls) {
        var bySlug = new HashMap<ToolkitSlug, BaseUrl>();
        urls.forEach((slug, url) -> bySlug.put(slug, parse(slug, url)));
        return new BaseUrlOverrides(bySlug);
    }

    /** A slug has letters, digits and underscores only, so property and environment spelling fold into one. */
    static BaseUrlOverrides from(Config config) {
        var urls = new HashMap<ToolkitSlug, String>();
        for (String name : config.getPropertyNames()) {
            String folded = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
            if (folded.startsWith(PREFIX)
                    && folded.endsWith(SUFFIX)
                    && folded.length() > PREFIX.length() + SUFFIX.length()) {
                String slug = folded.substring(PREFIX.length(), folded.length() - SUFFIX.length());
                if (ToolkitSlug.isValid(slug)) {
                    config.getOptionalValue("patchbay.toolkit." + slug + ".base-url", String.class)
                            .ifPresent(url -> urls.put(new ToolkitSlug(slug), url));
                }
            }
        }
        return of(urls);
    }

    Optional<BaseUrl> of(ToolkitSlug slug) {
        return Optional.ofNullable(bySlug.get(slug));
    }

    private static BaseUrl parse(ToolkitSlug slug, String url) {
        return switch (BaseUrl.parse(url.strip())) {
            case Checked.Passed<BaseUrl>(BaseUrl base) -> base;
            case Checked.Refused<BaseUrl>(Refusal reason) ->
                throw new ConfigurationException("patchbay.toolkit." + slug + ".base-url: " + reason.text()
                        + ". Write for example https://api.example.com/v1, or http://127.0.0.1:8091 together with"
                        + " patchbay.egress.dev-allow=127.0.0.1:8091");
        };
    }
}
