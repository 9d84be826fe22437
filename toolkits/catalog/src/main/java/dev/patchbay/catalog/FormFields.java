package dev.patchbay.catalog;

import dev.patchbay.toolkit.ConnectionForm.Field;
import dev.patchbay.toolkit.ConnectionForm.Format;
import dev.patchbay.toolkit.ConnectionForm.Tells;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The fields of a connection form. */
record FormFields(List<Field> list) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

    static FormFields read(Optional<Entry> fields) {
        var list = new ArrayList<Field>();
        fields.map(Entry::entries).orElse(Map.of()).forEach((name, entry) -> {
            list.add(field(name, entry));
        });
        fields.ifPresent(FormFields::refuseCollisions);
        return new FormFields(List.copyOf(list));
    }

    List<String> names() {
        return list.stream().map(Field::name).toList();
    }

    Optional<Field> find(String name) {
        return list.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** The field that an entry names; a name of none is refused. */
    Optional<Field> named(Entry entry) {
        var field = find(entry.text());
        if (field.isEmpty()) {
            refuseUnknown(entry, entry.json().asText());
        }
        return field;
    }

    void refuseUnknown(Entry place, String name) {
        place.refuse("`" + Excerpt.of(name) + "` is not a field of this form" + Nearest.question(name, names()));
    }

    /** The same fields as a door sees them that is used only when {@code needs} have a value. */
    FormFields requiring(Collection<String> needs) {
        return new FormFields(list.stream()
                .map(field -> needs.contains(field.name()) ? required(field) : field)
                .toList());
    }

    private static Field required(Field field) {
        return new Field(
                field.name(),
                field.title(),
                field.description(),
                field.secret(),
                true,
                field.defaultValue(),
                field.allowed(),
                field.format(),
                field.aliases(),
                field.tells());
    }

    private static Field field(String name, Entry entry) {
        refuseName(name, entry);
        var members =
                entry.members("title", "about", "secret", "required", "default", "enum", "format", "aliases", "tells");
        var secret = members.find("secret").map(Entry::flag).orElse(false);
        var preset = members.find("default");
        var allowed = members.find("enum").map(Entry::texts).orElse(List.of());
        preset.ifPresent(value -> {
            var text = value.anyText();
            if (secret) {
                value.refuse("a secret field has no default: tool files hold no secrets");
            } else if (!allowed.isEmpty() && !allowed.contains(text)) {
                value.refuse("the default must be one of the enum: " + String.join(", ", allowed));
            }
        });
        var required = members.find("required");
        if (preset.isPresent() && required.map(Entry::flag).orElse(false)) {
            required.get().refuse("a field with a default is not required; remove one of the two");
        }
        return new Field(
                name,
                members.get("title").text(),
                members.find("about").map(Entry::text).orElse(""),
                secret,
                preset.isEmpty() && required.map(Entry::flag).orElse(true),
                preset.map(Entry::anyText),
                allowed,
                members.find("format").map(FormFields::format).orElse(Format.TEXT),
                members.find("aliases").map(Entry::texts).orElse(List.of()),
                members.find("tells").flatMap(tells -> tells(tells, secret)));
    }

    /** A value that may be shown anyway has nothing to give away, so only a secret one tells. */
    private static Optional<Tells> tells(Entry entry, boolean secret) {
        if (!secret) {
            entry.refuse("only a secret field `tells`; the value of any other is shown as it is");
        }
        var properties = entry.entries();
        if (entry.json().isObject() && properties.size() != 1) {
            entry.refuse("`tells` names one property, such as { environment: { test: \"^test_\" } }");
        }
        return properties.entrySet().stream()
                .findFirst()
                .map(property -> new Tells(property.getKey(), patterns(property.getValue())));
    }

    private static LinkedHashMap<String, String> patterns(Entry property) {
        var patterns = new LinkedHashMap<String, String>();
        property.entries().forEach((value, pattern) -> {
            var text = pattern.text();
            SchemaRules.checkPattern(pattern, text);
            patterns.put(value, text);
        });
        if (property.json().isObject() && patterns.isEmpty()) {
            property.refuse(property.name() + " needs at least one value with its pattern");
        }
        return patterns;
    }

    private static Format format(Entry entry) {
        return switch (entry.text()) {
            case "text" -> Format.TEXT;
            case "hostname" -> Format.HOSTNAME;
            case "token" -> Format.TOKEN;
            default -> {
                entry.refuse("unknown format; write text, hostname or token");
                yield Format.TEXT;
            }
        };
    }

    private static void refuseName(String name, Entry place) {
        if (!NAME.matcher(name).matches()) {
            place.refuse("a field's name begins with a letter and has at most 64 letters, digits, `_` and `-`");
        }
    }

    private static void refuseCollisions(Entry fields) {
        var takenBy = new HashMap<String, String>();
        fields.entries().keySet().forEach(name -> takenBy.put(name, name));
        fields.entries().forEach((name, field) -> {
            var aliases = field.member("aliases");
            if (!aliases.json().isArray()) {
                return;
            }
            for (var alias : aliases.items()) {
                refuseName(alias.json().asText(), alias);
                var other = takenBy.put(alias.json().asText(), name);
                if (other != null
                        && (!other.equals(name) || alias.json().asText().equals(name))) {
                    alias.refuse("`" + Excerpt.of(alias.json().asText()) + "` already stands for `" + other + "`");
                }
            }
        });
    }
}
