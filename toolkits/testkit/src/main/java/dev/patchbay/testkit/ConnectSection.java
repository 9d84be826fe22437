package dev.patchbay.testkit;

import dev.patchbay.toolkit.BaseAddress;
import dev.patchbay.toolkit.ConnectionForm;
import dev.patchbay.toolkit.ConnectionForm.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The part of a page about one way to connect. */
final class ConnectSection {
    private ConnectSection() {}

    static void write(Markdown page, ConnectionForm form) {
        page.line("### " + Markdown.plain(form.title()) + " (" + Markdown.code(form.name()) + ")");
        page.line("Calls go to " + address(form.base()) + ".");
        page.table(
                List.of("field", "title", "required", "meaning"),
                form.fields().stream().map(ConnectSection::row).toList());
        form.actingUser()
                .ifPresent(user -> page.line("Where " + Markdown.code(user.field())
                        + " is filled in, calls are made as that user, unless a call names another."));
        var doors = new ArrayList<String>();
        new TreeMap<>(form.doors())
                .forEach((name, door) -> doors.add("Door " + Markdown.code(name) + ": needs "
                        + door.candidates().stream()
                                .map(candidate -> Markdown.codes(
                                        candidate.needs().stream().sorted().toList()))
                                .collect(Collectors.joining("; or "))
                        + ". " + Markdown.plain(door.missing())));
        page.list(doors);
    }

    private static String address(BaseAddress base) {
        return switch (base) {
            case BaseAddress.Fixed(var url) -> Markdown.code(url);
            case BaseAddress.HostField(var field, var path) -> Markdown.code("https://{" + field + "}" + path);
            case BaseAddress.ByField(var field, var urls) ->
                "the address that " + Markdown.code(field) + " chooses: "
                        + new TreeMap<>(urls)
                                .entrySet().stream()
                                        .map(url -> url.getKey() + " " + Markdown.code(url.getValue()))
                                        .collect(Collectors.joining(", "));
        };
    }

    private static List<String> row(Field field) {
        var meaning = new ArrayList<String>();
        meaning.add(Markdown.plain(field.description()));
        if (!field.allowed().isEmpty()) {
            meaning.add("One of " + Markdown.codes(field.allowed()) + ".");
        }
        field.defaultValue().ifPresent(value -> meaning.add("Default: " + Markdown.code(value) + "."));
        if (field.secret()) {
            meaning.add("A secret.");
        }
        field.tells()
                .ifPresent(tells -> meaning.add("Shows its " + Markdown.plain(tells.name()) + ": "
                        + String.join(" or ", tells.patterns().keySet()) + "."));
        if (!field.aliases().isEmpty()) {
            meaning.add("Also accepted as " + Markdown.codes(field.aliases()) + ".");
        }
        return List.of(
                Markdown.code(field.name()),
                Markdown.plain(field.title()),
                field.required() ? "yes" : "",
                String.join(" ", meaning).strip());
    }
}
