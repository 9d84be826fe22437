package dev.patchbay.gateway.testhttp;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One step of a path, from something that is there. */
sealed interface Step {
    @Nullable Object from(Object here);

    /** Elements of a list that are null have no members, and leave no trace. */
    record Member(String name) implements Step {
        @Override
        public @Nullable Object from(Object here) {
            return switch (here) {
                case Map<?, ?> object -> object.get(name);
                case List<?> list -> {
                    var found = new ArrayList<@Nullable Object>();
                    for (var each : list) {
                        if (each != null) {
                            found.add(from(each));
                        }
                    }
                    yield found;
                }
                default -> throw misfit("member " + name, here);
            };
        }
    }

    /** From the end if negative. */
    record Element(int index) implements Step {
        @Override
        public @Nullable Object from(Object here) {
            if (!(here instanceof List<?> list)) {
                throw misfit("element " + index, here);
            }
            int at = index < 0 ? list.size() + index : index;
            return at >= 0 && at < list.size() ? list.get(at) : null;
        }
    }

    record Size() implements Step {
        @Override
        public Object from(Object here) {
            return switch (here) {
                case Collection<?> list -> list.size();
                case Map<?, ?> object -> object.size();
                case String text -> text.length();
                default -> throw misfit("size", here);
            };
        }
    }

    /** The first or all elements for which something holds. */
    record Chosen(boolean one, Steps of, String test, String text) implements Step {
        @Override
        public @Nullable Object from(Object here) {
            if (!(here instanceof List<?> list)) {
                throw misfit("element to find", here);
            }
            var chosen = list.stream().filter(each -> holds(of.in(each))).toList();
            return !one ? chosen : chosen.isEmpty() ? null : chosen.getFirst();
        }

        private boolean holds(@Nullable Object found) {
            return switch (test) {
                case "" -> Boolean.TRUE.equals(found);
                case "==" -> text.equals(found);
                case ".startsWith(" -> found instanceof String value && value.startsWith(text);
                default -> found instanceof String value && value.contains(text);
            };
        }
    }

    private static IllegalArgumentException misfit(String what, Object here) {
        return new IllegalArgumentException("no " + what + " in " + here);
    }
}
