package dev.patchbay.gateway.rest;

import dev.patchbay.catalog.Catalog;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.ToolkitSlug;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Versions of toolkits as callers name them (contract 8.9). A release has one version of each toolkit, so the base version that
 * the older generation means by default, {@code latest} and the dated one are the same tools, and answers name the date.
 */
final class ToolkitVersions {
    private static final String PINS = "toolkit_versions";
    private static final List<String> ALWAYS = List.of("latest", "00000000_00");

    private ToolkitVersions() {}

    /** Those that callers may pin. */
    static List<String> of(Toolkit toolkit) {
        return List.of(toolkit.version());
    }

    /** @throws ApiError naming those there are, where the toolkit has no such version */
    static void check(Toolkit toolkit, String member, String version) {
        if (!ALWAYS.contains(version) && !of(toolkit).contains(version)) {
            var shown = version.length() > 32 ? version.substring(0, 32) + "…" : version;
            throw new ApiError(
                    ErrorKind.INVALID_REQUEST,
                    "The request is not valid: " + member + ": toolkit " + toolkit.slug() + " has no version \"" + shown
                            + "\".",
                    "Versions here: " + String.join(", ", of(toolkit)) + ", and " + String.join(" and ", ALWAYS)
                            + ", which mean the newest.",
                    List.of());
        }
    }

    /**
     * Checks {@code toolkit_versions=…}, which is for all toolkits asked for, and {@code toolkit_versions[slug]=…}. An SDK sends
     * all the pins that it was made with each time, so those of other toolkits mean nothing.
     */
    static void check(Collection<Toolkit> asked, Catalog catalog, MultivaluedMap<String, String> query) {
        QueryList.text(query, PINS).ifPresent(version -> asked.forEach(toolkit -> check(toolkit, PINS, version)));
        query.keySet().stream()
                .filter(name -> name.startsWith(PINS + "[") && name.endsWith("]"))
                .forEach(name -> pinned(catalog, name)
                        .filter(asked::contains)
                        .ifPresent(toolkit ->
                                QueryList.text(query, name).ifPresent(version -> check(toolkit, name, version))));
    }

    private static Optional<Toolkit> pinned(Catalog catalog, String name) {
        var slug = name.substring(PINS.length() + 1, name.length() - 1).toLowerCase(Locale.ROOT);
        return ToolkitSlug.isValid(slug) ? catalog.toolkit(new ToolkitSlug(slug)) : Optional.empty();
    }
}
