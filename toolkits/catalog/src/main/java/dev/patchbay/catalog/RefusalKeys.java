package dev.patchbay.catalog;

import java.util.function.Consumer;
import java.util.regex.Pattern;

/** How files name a refusal of the service: an HTTP status such as {@code 409}, or {@code code:} and the service's own code. */
final class RefusalKeys {
    private static final String CODE = "code:";
    private static final Pattern STATUS = Pattern.compile("[1-5][0-9][0-9]");

    private RefusalKeys() {}

    static void read(String key, Entry place, Consumer<Integer> status, Consumer<String> code) {
        if (STATUS.matcher(key).matches()) {
            status.accept(Integer.valueOf(key));
        } else if (key.startsWith(CODE) && key.length() > CODE.length()) {
            code.accept(key.substring(CODE.length()));
        } else {
            place.refuse("`" + Excerpt.of(key) + "` is neither an HTTP status such as \"409\" nor \"code:…\"");
        }
    }
}
