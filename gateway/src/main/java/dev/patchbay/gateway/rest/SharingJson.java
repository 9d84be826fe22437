package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.connection.Sharing;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.Members;
import java.util.List;
import java.util.Optional;

/** Who may use an account, as the contract writes it: its block {@code experimental} (section 11.3). */
final class SharingJson {
    static final String BLOCK = "experimental";

    private static final String TYPE = "account_type";
    private static final String ACL = "acl_config_for_shared";
    private static final String EVERYONE = "allow_all_users";
    private static final String ALLOWED = "allowed_user_ids";
    private static final String DENIED = "not_allowed_user_ids";
    private static final int LONGEST_USER = 256;

    /** The SDK knows its error by these words (contract section 17). */
    private static final String ONLY_SHARED = ACL + " is only valid on SHARED connected accounts";

    private SharingJson() {}

    /** For an account that is to be made; private unless something else is said. */
    static Sharing read(Members members) {
        var block = members.object(BLOCK);
        if (block.isEmpty()) {
            return Sharing.PRIVATE;
        }
        var given = block.get();
        given.only(TYPE, ACL);
        var type = given.text(TYPE).orElse("PRIVATE");
        var acl = given.object(ACL).map(SharingJson::change);
        return switch (type) {
            case "SHARED" -> acl.map(Sharing.Shared.WITH_NOBODY::changed).orElse(Sharing.Shared.WITH_NOBODY);
            case "PRIVATE" -> {
                acl.ifPresent(_ -> given.problem("", ONLY_SHARED));
                yield Sharing.PRIVATE;
            }
            default -> {
                given.problem(TYPE, "must be PRIVATE or SHARED");
                yield Sharing.PRIVATE;
            }
        };
    }

    /** For an account that is there; whose kind stays. */
    static Optional<Sharing.Change> change(Members members, Sharing present) {
        var block = members.object(BLOCK);
        block.filter(given -> given.has(TYPE))
                .ifPresent(given -> given.problem(TYPE, "an account stays what it was made as; connect another one"));
        block.ifPresent(given -> given.only(TYPE, ACL));
        var acl = block.flatMap(given -> given.object(ACL));
        return switch (present) {
            case Sharing.Shared ignored -> acl.map(SharingJson::change);
            case Sharing.Private() -> {
                acl.ifPresent(_ -> members.problem("", BLOCK + "." + ONLY_SHARED));
                yield Optional.empty();
            }
        };
    }

    static ObjectNode of(Sharing sharing) {
        return switch (sharing) {
            case Sharing.Private() -> Json.object().put(TYPE, "PRIVATE");
            case Sharing.Shared(var everyone, var allowed, var denied) -> {
                var json = Json.object().put(TYPE, "SHARED");
                var acl = json.putObject(ACL).put(EVERYONE, everyone);
                allowed.forEach(acl.putArray(ALLOWED)::add);
                denied.forEach(acl.putArray(DENIED)::add);
                yield json;
            }
        };
    }

    private static Sharing.Change change(Members acl) {
        acl.only(EVERYONE, ALLOWED, DENIED);
        return new Sharing.Change(acl.flag(EVERYONE), users(acl, ALLOWED), users(acl, DENIED));
    }

    private static Optional<List<String>> users(Members acl, String member) {
        var given = acl.texts(member);
        given.filter(users -> !users.stream().allMatch(SharingJson::isUser))
                .ifPresent(_ -> acl.problem(
                        member,
                        "each user id has at most " + LONGEST_USER + " characters, none of them control characters"));
        return given;
    }

    private static boolean isUser(String id) {
        return id.length() <= LONGEST_USER && id.chars().noneMatch(Character::isISOControl);
    }
}
