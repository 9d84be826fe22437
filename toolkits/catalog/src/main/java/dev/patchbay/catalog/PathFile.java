package dev.patchbay.catalog;

import dev.patchbay.catalog.Use.Place;
import dev.patchbay.toolkit.PathTemplate;
import dev.patchbay.toolkit.PathTemplate.Part;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the path of a request, and which of its arguments spread over many segments. */
final class PathFile {
    /** RFC 3986: pchar and the slash. */
    private static final Pattern LITERAL = Pattern.compile("([A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})+");

    private PathFile() {}

    static PathTemplate read(Entry path, Optional<Entry> styles, List<Use> uses) {
        var template = Template.read(path);
        checkLiterals(path, template);
        var many = styles.map(entry -> many(entry, template)).orElse(Set.of());
        template.names().forEach(name -> uses.add(new Use(name, Place.PATH, path)));
        return new PathTemplate(
                template.text(),
                template.parts().stream().map(part -> spread(part, many)).toList());
    }

    private static void checkLiterals(Entry path, Template template) {
        var text = template.text();
        if (!text.startsWith("/")) {
            path.refuse("a path begins with `/`");
        }
        if (text.contains("//")) {
            path.refuse("a path has no empty segment");
        }
        if (List.of(text.split("/")).stream().anyMatch(PathFile::isDots)) {
            path.refuse("a path has no segment that is `.` or `..`");
        }
        for (var part : template.parts()) {
            if (part instanceof Part.Literal(var literal)
                    && !LITERAL.matcher(literal).matches()) {
                path.refuse(
                        "`" + Excerpt.of(literal) + "` has characters that a path cannot hold; encode them, and put "
                                + "what follows a `?` under `query`");
            }
        }
    }

    private static boolean isDots(String segment) {
        var decoded = segment.replace("%2e", ".").replace("%2E", ".");
        return decoded.equals(".") || decoded.equals("..");
    }

    private static Set<String> many(Entry styles, Template template) {
        var many = new HashSet<String>();
        styles.entries().forEach((name, style) -> {
            if (!style.text().equals("many")) {
                style.refuse("the only style of a path argument is `many`");
            } else if (!template.names().contains(name)) {
                style.refuse(
                        "`" + Excerpt.of(name) + "` is not in the path" + Nearest.question(name, template.names()));
            } else if (!List.of(template.text().split("/")).contains("{" + name + "}")) {
                style.refuse("`" + name + "` spreads over many segments, so it must stand alone between slashes");
            }
            many.add(name);
        });
        return many;
    }

    private static Part spread(Part part, Set<String> many) {
        return switch (part) {
            case Part.Literal literal -> literal;
            case Part.Variable variable -> new Part.Variable(variable.argument(), many.contains(variable.argument()));
        };
    }
}
