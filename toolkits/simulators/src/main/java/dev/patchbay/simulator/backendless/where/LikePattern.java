package dev.patchbay.simulator.backendless.where;

import java.util.regex.Pattern;

/** LIKE: {@code %} is any run, {@code _} one character. */
final class LikePattern {
    private LikePattern() {}

    static Pattern compile(String like) {
        var regex = new StringBuilder();
        for (int i = 0; i < like.length(); i++) {
            char c = like.charAt(i);
            regex.append(
                    switch (c) {
                        case '%' -> ".*";
                        case '_' -> ".";
                        default -> Pattern.quote(String.valueOf(c));
                    });
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
