package dev.patchbay.gateway.rest;

import dev.patchbay.authstore.connection.AccountFilter;
import dev.patchbay.authstore.connection.AccountFilter.Kind;
import dev.patchbay.authstore.connection.AccountId;
import dev.patchbay.authstore.connection.AccountOrder;
import dev.patchbay.authstore.connection.AccountStatus;
import dev.patchbay.authstore.connection.AuthConfigId;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.toolkit.ToolkitSlug;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads the filters and the order of an account listing (contract 11.3). */
final class AccountQuery {
    private AccountQuery() {}

    /** Empty when a filter names only what cannot exist: then nothing fits, which is not the same as no filter. */
    static Optional<AccountFilter> filter(MultivaluedMap<String, String> query) {
        var kind = switch (QueryList.text(query, "account_type").orElse("PRIVATE")) {
            case "PRIVATE" -> Kind.PRIVATE;
            case "SHARED" -> Kind.SHARED;
            case "ALL" -> Kind.ANY;
            default -> throw ApiError.invalid("account_type: must be PRIVATE, SHARED or ALL");
        };
        var users = QueryList.of(query, "user_ids");
        var toolkits = QueryList.of(query, "toolkit_slugs").stream()
                .map(slug -> slug.toLowerCase(Locale.ROOT))
                .toList();
        var statuses = QueryList.of(query, "statuses");
        var configs = QueryList.of(query, "auth_config_ids");
        var ids = QueryList.of(query, "connected_account_ids");
        statuses.forEach(AccountQuery::checkStatus);
        var possible = anyOf(toolkits, ToolkitSlug::isValid)
                && anyOf(configs, AuthConfigId::isValid)
                && anyOf(ids, AccountId::isValid);
        return possible
                ? Optional.of(new AccountFilter(
                        new HashSet<>(users),
                        only(toolkits, ToolkitSlug::isValid, ToolkitSlug::new),
                        only(statuses, any -> true, AccountStatus::valueOf),
                        only(configs, AuthConfigId::isValid, AuthConfigId::new),
                        only(ids, AccountId::isValid, AccountId::new),
                        kind))
                : Optional.empty();
    }

    static boolean isPrivate(AccountFilter filter) {
        return filter.kind() == Kind.PRIVATE;
    }

    static AccountOrder order(MultivaluedMap<String, String> query) {
        var by = QueryList.text(query, "order_by").orElse("created_at");
        var ascending = switch (QueryList.text(query, "order_direction").orElse("desc")) {
            case "asc" -> true;
            case "desc" -> false;
            default -> throw ApiError.invalid("order_direction: must be asc or desc");
        };
        return switch (by) {
            case "created_at" -> ascending ? AccountOrder.OLDEST_FIRST : AccountOrder.NEWEST_FIRST;
            case "updated_at" -> ascending ? AccountOrder.LAST_CHANGED_LAST : AccountOrder.LAST_CHANGED_FIRST;
            default -> throw ApiError.invalid("order_by: must be created_at or updated_at");
        };
    }

    private static void checkStatus(String status) {
        var known = Arrays.stream(AccountStatus.values()).map(Enum::name).toList();
        if (!known.contains(status)) {
            throw ApiError.invalid("statuses: must be out of " + String.join(", ", known));
        }
    }

    private static boolean anyOf(List<String> given, Predicate<String> valid) {
        return given.isEmpty() || given.stream().anyMatch(valid);
    }

    private static <T> Set<T> only(List<String> given, Predicate<String> valid, Function<String, T> make) {
        return given.stream().filter(valid).map(make).collect(Collectors.toSet());
    }
}
