package dev.patchbay.authstore.jpa;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.connection.Sharing;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the column of an account says who may use it. */
final class AccountAcl {
    private static final String EVERYONE = "everyone";
    private static final String ALLOWED = "allowed";
    private static final String DENIED = "denied";

    private AccountAcl() {}

    static @Nullable String column(Sharing sharing) {
        return switch (sharing) {
            case Sharing.Private() -> null;
            case Sharing.Shared(var everyone, var allowed, var denied) ->
                JsonText.of(Map.of(EVERYONE, everyone, ALLOWED, allowed, DENIED, denied));
        };
    }

    /** @throws IllegalStateException when it says something else: whom a list denies that cannot be read, it must not admit */
    static Sharing sharing(@Nullable String column) {
        if (column == null) {
            return Sharing.PRIVATE;
        }
        var acl = JsonText.object(column);
        if (!acl.path(EVERYONE).isBoolean()) {
            throw damaged();
        }
        return new Sharing.Shared(acl.path(EVERYONE).booleanValue(), users(acl, ALLOWED), users(acl, DENIED));
    }

    private static List<String> users(ObjectNode acl, String member) {
        var list = acl.path(member);
        if (!list.isArray() || !list.valueStream().allMatch(JsonNode::isTextual)) {
            throw damaged();
        }
        return list.valueStream().map(JsonNode::textValue).toList();
    }

    private static IllegalStateException damaged() {
        return new IllegalStateException("A stored access list is damaged");
    }
}
