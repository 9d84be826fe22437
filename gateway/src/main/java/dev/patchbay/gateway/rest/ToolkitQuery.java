package dev.patchbay.gateway.rest;

import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.toolkit.Toolkit;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which toolkits a listing is to hold, and in which order (contract 9.1).
 *
 * @param comesWithRelease whether those that come with the release are wanted, which are all there are today
 */
record ToolkitQuery(
        Optional<String> category, Optional<String> search, boolean comesWithRelease, Comparator<Toolkit> order) {
    private static final int SHORTEST_SEARCH = 3;

    private static final Comparator<Toolkit> BY_SLUG = Comparator.comparing(Toolkit::slug);
    private static final Comparator<Toolkit> BY_NAME = Comparator.comparing(
                    (Toolkit toolkit) -> toolkit.title().toLowerCase(Locale.ROOT))
            .thenComparing(BY_SLUG);

    static ToolkitQuery of(MultivaluedMap<String, String> query) {
        QueryList.flag(query, "include_deprecated"); // none is
        var search = QueryList.text(query, "search");
        if (search.filter(text -> text.length() < SHORTEST_SEARCH).isPresent()) {
            throw ApiError.invalid("search: must have at least " + SHORTEST_SEARCH + " characters");
        }
        return of(
                QueryList.text(query, "category"),
                search,
                QueryList.text(query, "managed_by"),
                QueryList.text(query, "type"),
                QueryList.text(query, "sort_by"));
    }

    static ToolkitQuery of(
            Optional<String> category,
            Optional<String> search,
            Optional<String> managedBy,
            Optional<String> type,
            Optional<String> sortBy) {
        oneOf("managed_by", managedBy, List.of("composio", "all", "project"));
        oneOf("type", type, List.of("native", "custom", "all"));
        oneOf("sort_by", sortBy, List.of("usage", "alphabetically"));
        return new ToolkitQuery(
                category,
                search,
                managedBy.filter("project"::equals).isEmpty()
                        && type.filter("custom"::equals).isEmpty(),
                // Nobody counts here who uses what, so by usage is by slug.
                sortBy.filter("alphabetically"::equals).isPresent() ? BY_NAME : BY_SLUG);
    }

    private static void oneOf(String member, Optional<String> given, List<String> known) {
        if (given.isPresent() && !known.contains(given.get())) {
            throw ApiError.invalid(member + ": must be one of " + String.join(", ", known));
        }
    }

    List<Toolkit> of(List<Toolkit> all) {
        return all.stream()
                .filter(toolkit -> comesWithRelease)
                .filter(toolkit -> category.isEmpty() || toolkit.categories().contains(category.get()))
                .filter(toolkit -> search.isEmpty() || mentions(toolkit, search.get()))
                .sorted(order)
                .toList();
    }

    /** Whether slug, name or description hold the text, in whatever case. */
    static boolean mentions(Toolkit toolkit, String text) {
        return (toolkit.slug() + " " + toolkit.title() + " " + toolkit.description())
                .toLowerCase(Locale.ROOT)
                .contains(text.toLowerCase(Locale.ROOT));
    }
}
