package dev.patchbay.gateway.meta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.Members;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The contract's workflow correlation (section 7, "Common facts"): a short word that a search hands out and later calls
 * repeat. Nothing is kept under it and nothing is decided by it.
 */
@ApplicationScoped
class Workflows {
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 6;
    private static final String INSTRUCTIONS = "Repeat this id as session_id in the calls of this task.";

    private final SecureRandom random;

    Workflows(SecureRandom random) {
        this.random = random;
    }

    /** The one that is named, as searches name it, or a new one. */
    ObjectNode begun(Members members) {
        var named = members.object("session").flatMap(session -> {
            session.only("id", "generate_id");
            session.flag("generate_id");
            return session.text("id", 64);
        });
        return named.map(id -> session(id).put("generate_id", false))
                .orElseGet(() -> session(next()).put("generate_id", true));
    }

    /** The one that is named, as the other tools name it. */
    Optional<ObjectNode> continued(Members members) {
        return members.text("session_id", 64).map(Workflows::session);
    }

    private static ObjectNode session(String id) {
        return Json.object().put("id", id).put("instructions", INSTRUCTIONS);
    }

    private String next() {
        var id = new StringBuilder(LENGTH);
        for (var letter = 0; letter < LENGTH; letter++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
