package dev.patchbay.catalog;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rule that a request uses declared arguments, each at most once, and that every declared argument is used. */
final class ArgumentUse {
    private static final Set<String> STRUCTURES = Set.of("array", "object", "null");

    private final Arguments arguments;
    private final Set<String> used = new HashSet<>();

    ArgumentUse(Arguments arguments) {
        this.arguments = arguments;
    }

    /**
     * Checks one request, whose arguments then count as used.
     *
     * @param given arguments that are there whenever this request is sent, beside the required ones
     */
    void check(List<Use> uses, Set<String> given) {
        checkAlone(uses, given);
        uses.forEach(use -> used.add(use.argument()));
    }

    /** Checks one request, whose arguments must be used elsewhere too. */
    void checkAlone(List<Use> uses, Set<String> given) {
        var first = new HashMap<String, Use>();
        for (var use : uses) {
            var earlier = first.putIfAbsent(use.argument(), use);
            if (earlier != null) {
                use.entry()
                        .refuse("`" + Excerpt.of(use.argument()) + "` is already used in line "
                                + earlier.entry().line() + "; an argument is used exactly once");
            }
            if (arguments.names().contains(use.argument())) {
                checkType(use, given);
            } else {
                use.entry()
                        .refuse("the request uses `" + Excerpt.of(use.argument())
                                + "`, which `input.properties` does not declare"
                                + Nearest.question(use.argument(), arguments.names()));
            }
        }
    }

    /** Arguments that serve another purpose than to be sent. */
    void count(Collection<String> names) {
        used.addAll(names);
    }

    void refuseUnused() {
        for (var name : arguments.names()) {
            if (!used.contains(name)) {
                arguments.place(name).refuse("`" + Excerpt.of(name) + "` is declared, but the request does not use it");
            }
        }
    }

    private void checkType(Use use, Set<String> given) {
        switch (use.place()) {
            case PATH -> {
                if (arguments.isRequired(use.argument()) || given.contains(use.argument())) {
                    refuseStructure(use);
                } else {
                    arguments
                            .place(use.argument())
                            .refuse("`" + use.argument()
                                    + "` is part of the path, so it must be listed under `required`");
                }
            }
            case HEADER -> refuseStructure(use);
            case SPREAD -> arguments.named(use.entry(), "object");
            case LIST -> arguments.named(use.entry(), "array");
            case FILE -> FileArguments.check(use, arguments);
            case QUERY, BODY -> {}
        }
    }

    private void refuseStructure(Use use) {
        Arguments.types(arguments.schema(use.argument())).stream()
                .filter(STRUCTURES::contains)
                .forEach(type -> use.entry()
                        .refuse("`" + use.argument() + "` is " + Kind.named(type)
                                + " by its schema, and only a string, number or boolean can stand here"));
    }
}
