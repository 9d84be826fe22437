package dev.patchbay.catalog;

import java.util.ArrayList;
import java.util.List;

/** The place of a value among the arguments, as violations write it: {@code tags[2].name}. */
final class Where {
    private static final int LIMIT = 200;

    private Where() {}

    static String of(List<Object> elements) {
        var text = new StringBuilder();
        for (var element : elements) {
            if (element instanceof Integer index) {
                text.append('[').append((int) index).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(Excerpt.of(element.toString()));
            }
        }
        return Excerpt.of(text.toString(), LIMIT);
    }

    static String of(List<Object> elements, String member) {
        var longer = new ArrayList<>(elements);
        longer.add(member);
        return of(longer);
    }
}
