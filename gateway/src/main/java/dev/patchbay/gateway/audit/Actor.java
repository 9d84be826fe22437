package dev.patchbay.gateway.audit;

/** Who did something, as the audit log knows it. Names no secret and, except for a session's user, no person. */
public sealed interface Actor {

    /** What kind of actor, on the wire and in the table. */
    default String kind() {
        return switch (this) {
            case ApiKey _ -> "api_key";
            case SessionUser _ -> "session_token";
            case LinkHolder _ -> "connect_link";
            case Admin _ -> "admin_key";
            case Job _ -> "job";
            case Stranger _ -> "stranger";
        };
    }

    /** The actor's own id within its kind; empty for a stranger. */
    default String id() {
        return switch (this) {
            case ApiKey(var keyId) -> keyId;
            case SessionUser(var session, var _) -> session;
            case LinkHolder(var link) -> link;
            case Admin(var keyId) -> keyId;
            case Job(var name) -> name;
            case Stranger _ -> "";
        };
    }

    /** A tenant's backend. */
    record ApiKey(String keyId) implements Actor {}

    /** Whoever holds a token of this session. */
    record SessionUser(String session, String userId) implements Actor {}

    /** Whoever opened this Connect link; that it was the user it was made for, nobody has proven. */
    record LinkHolder(String link) implements Actor {}

    /** An operator. */
    record Admin(String keyId) implements Actor {}

    /** The gateway itself, on its own account. */
    record Job(String name) implements Actor {}

    /** Nobody we know. */
    record Stranger() implements Actor {}
}
