package dev.patchbay.catalog;

import dev.patchbay.toolkit.BaseAddress;
import dev.patchbay.toolkit.ConnectionForm.Field;
import dev.patchbay.toolkit.ConnectionForm.Format;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the {@code base} of a connection form in its three shapes. */
final class BaseAddresses {
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)*");

    private BaseAddresses() {}

    static BaseAddress read(Entry base, FormFields fields) {
        if (base.json().isObject()) {
            return base.json().has("by") ? byField(base, fields) : hostField(base, fields);
        }
        if (base.json().isTextual()) {
            return new BaseAddress.Fixed(HttpsUrl.base(base));
        }
        base.refuse("`base` is an https address, `{ by: field, value: address, … }` or `{ host: field, path: /… }`");
        return new BaseAddress.Fixed("");
    }

    private static BaseAddress byField(Entry base, FormFields fields) {
        var by = base.member("by");
        var urls = new LinkedHashMap<String, String>();
        base.entries().forEach((value, url) -> {
            if (!value.equals("by")) {
                urls.put(value, HttpsUrl.base(url));
            }
        });
        chosen(by, fields).ifPresent(field -> {
            if (field.allowed().isEmpty()) {
                by.refuse("`" + field.name() + "` chooses the address, so it needs an enum");
            }
            for (var value : field.allowed()) {
                if (!urls.containsKey(value)) {
                    base.refuse("`base` has no address for `" + value + "`, which `" + field.name() + "` allows");
                }
            }
            for (var value : urls.keySet()) {
                if (!field.allowed().isEmpty() && !field.allowed().contains(value)) {
                    base.member(value)
                            .refuse("`" + Excerpt.of(value) + "` is not in the enum of `" + field.name() + "`: "
                                    + String.join(", ", field.allowed()));
                }
            }
        });
        return new BaseAddress.ByField(by.text(), urls);
    }

    private static BaseAddress hostField(Entry base, FormFields fields) {
        var members = base.members("host", "path");
        var host = members.get("host");
        chosen(host, fields).ifPresent(field -> {
            if (field.format() != Format.HOSTNAME) {
                host.refuse("`" + field.name() + "` becomes the host, so it needs `format: hostname`");
            }
        });
        var path = members.find("path");
        path.filter(entry -> !PATH.matcher(entry.anyText()).matches())
                .ifPresent(entry -> entry.refuse("`path` begins with `/` and does not end in one, such as /api"));
        return new BaseAddress.HostField(
                host.text(), path.map(entry -> entry.json().asText()).orElse(""));
    }

    private static Optional<Field> chosen(Entry name, FormFields fields) {
        var field = fields.named(name);
        field.filter(found -> !found.required() && found.defaultValue().isEmpty())
                .ifPresent(found ->
                        name.refuse("`" + found.name() + "` decides the address, so it is required or has a default"));
        field.filter(Field::secret)
                .ifPresent(found -> name.refuse("`" + found.name() + "` decides the address, so it is not secret"));
        return field;
    }
}
