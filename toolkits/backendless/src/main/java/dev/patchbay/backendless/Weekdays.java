package dev.patchbay.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Days of the week as the service counts them: 1 is Sunday, 7 is Saturday. */
final class Weekdays {
    private static final List<String> NAMES =
            List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");
    private static final int SHORTEST = 3;

    private Weekdays() {}

    /** The numbers of days given as English names, their beginnings of three letters or more, or numbers; each once. */
    static ArrayNode numbers(JsonNode days, String where, Problems problems) {
        var numbers = new LinkedHashSet<Integer>();
        for (int i = 0; i < days.size(); i++) {
            var number = number(days.get(i).asText());
            if (number.isEmpty()) {
                problems.add(
                        where + "[" + i + "]",
                        "must be a day of the week: its English name, such as Monday or Mon, or a number from 1 (Sunday)"
                                + " to 7 (Saturday).");
            }
            number.ifPresent(numbers::add);
        }
        var list = JsonNodeFactory.instance.arrayNode();
        numbers.forEach(list::add);
        return list;
    }

    private static OptionalInt number(String day) {
        var word = day.strip().toLowerCase(Locale.ROOT);
        for (int i = 0; i < NAMES.size(); i++) {
            var isName = word.length() >= SHORTEST && NAMES.get(i).startsWith(word);
            if (isName || word.equals(String.valueOf(i + 1))) {
                return OptionalInt.of(i + 1);
            }
        }
        return OptionalInt.empty();
    }
}
