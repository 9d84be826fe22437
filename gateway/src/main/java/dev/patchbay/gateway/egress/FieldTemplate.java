package dev.patchbay.gateway.egress;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills templates such as {@code /{application_id}/{rest_api_key}} with encoded field values. */
final class FieldTemplate {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9_-]+)}");

    private FieldTemplate() {}

    static Checked<String> fill(String template, FieldValues values, UnaryOperator<String> encoding) {
        var filled = new StringBuilder();
        Matcher placeholders = PLACEHOLDER.matcher(template);
        int done = 0;
        while (placeholders.find()) {
            filled.append(template, done, placeholders.start());
            done = placeholders.end();
            switch (values.of(placeholders.group(1))) {
                case Checked.Passed<String>(String value) -> filled.append(encoding.apply(value));
                case Checked.Refused<String> refused -> {
                    return refused;
                }
            }
        }
        return Checked.passed(filled.append(template, done, template.length()).toString());
    }
}
