package dev.patchbay.simulator.backendless;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Who may do what to what. Without a rule everything is allowed. */
final class AccessRules {
    static final String ANY = "*";

    enum Effect {
        GRANT,
        DENY
    }

    /** To whom a rule applies. */
    sealed interface Subject {
        record User(String id) implements Subject {}

        record Role(String name) implements Subject {}
    }

    /** @param resource a name that the area chooses: a table, an object, a path */
    private record Rule(String resource, String operation, Subject subject, Effect effect) {}

    private final List<Rule> rules = new ArrayList<>();

    /** A later rule for the same resource, operation and subject replaces the earlier. */
    void put(String resource, String operation, Subject subject, Effect effect) {
        rules.removeIf(rule -> rule.resource().equals(resource)
                && rule.operation().equals(operation)
                && rule.subject().equals(subject));
        rules.add(new Rule(resource, operation, subject, effect));
    }

    /** The first resource with a rule that fits decides: give the most specific one first. */
    boolean allows(Caller caller, String operation, List<String> resources) {
        return caller.key() == Key.CLOUD_CODE
                || resources.stream()
                                .flatMap(resource -> effect(caller, operation, resource).stream())
                                .findFirst()
                                .orElse(Effect.GRANT)
                        == Effect.GRANT;
    }

    /** What the rules of this one resource say: of the user, else of the roles, else of everybody. A denial wins. */
    Optional<Effect> effect(Caller caller, String operation, String resource) {
        List<Rule> fitting = rules.stream()
                .filter(rule -> rule.resource().equals(resource))
                .filter(rule ->
                        rule.operation().equals(operation) || rule.operation().equals(ANY))
                .toList();
        return strictest(
                        fitting,
                        subject ->
                                caller.userId().map(Subject.User::new).stream().anyMatch(subject::equals))
                .or(() -> strictest(
                        fitting,
                        subject -> subject instanceof Subject.Role(String name)
                                && caller.roles().contains(name)))
                .or(() -> strictest(
                        fitting,
                        subject -> subject.equals(new Subject.User(ANY)) || subject.equals(new Subject.Role(ANY))));
    }

    private static Optional<Effect> strictest(List<Rule> rules, Predicate<Subject> applies) {
        return rules.stream()
                .filter(rule -> applies.test(rule.subject()))
                .map(Rule::effect)
                .max(Effect::compareTo);
    }
}
