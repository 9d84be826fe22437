package dev.patchbay.catalog;

import dev.patchbay.toolkit.Behaviour;
import dev.patchbay.toolkit.Plan;
import dev.patchbay.toolkit.RequestTemplate;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.ToolkitSlug;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A sound toolkit of two tools, in memory, to be spoiled line by line. */
final class Shelf {
    static final ToolkitSlug SLUG = new ToolkitSlug("shelf");
    static final String TOOLKIT = "patchbay/toolkits/shelf/toolkit.yaml";
    static final String PUT = "patchbay/toolkits/shelf/tools/put-book.yaml";
    static final String GET = "patchbay/toolkits/shelf/tools/get-book.yaml";

    private final Map<String, String> files = new LinkedHashMap<>();
    private Behaviours behaviours = Behaviours.NONE;

    private Shelf() {
        files.put(TOOLKIT, """
                toolkit: shelf
                title: Shelf
                about: Keeps books.
                version: "20260615_00"
                documentation: https://example.com/docs
                categories: [reading]
                connect:
                  key:
                    title: API key
                    base: https://api.example.com/v1
                    fields:
                      key: { title: Key, about: From the settings page., secret: true, aliases: [generic_api_key] }
                    place: { header: { name: X-Key, value: "{key}" } }
                  hosted:
                    title: Own server
                    base: { host: domain, path: /api }
                    fields:
                      domain: { title: Domain, format: hostname }
                      area: { title: Area, enum: [east, west], default: east }
                      application: { title: Application, format: token, required: false }
                      password: { title: Password, secret: true }
                    place: { path-prefix: "/{application}/{password}" }
                  region:
                    title: Region
                    base: { by: area, east: https://east.example.com, west: https://west.example.com }
                    fields:
                      area: { title: Area, enum: [east, west] }
                      user: { title: User }
                      password: { title: Password, secret: true }
                    place: { basic: { username: "{user}", password: "{password}" } }
                  open:
                    title: Open
                    base: https://open.example.com
                    place: { none: true }
                  asked:
                    title: In the address
                    base: https://asked.example.com
                    fields: { token: { title: Token, secret: true } }
                    place: { query: { name: token, value: "{token}" } }
                errors: { message: error, code: status_code, insideSuccess: true }
                failures: { "401": "The key was refused.", "code:9": Nine. }
                tools: [put-book, get-book]
                """);
        files.put(PUT, """
                tool: SHELF_PUT_BOOK
                title: Put Book
                about: Puts a book on a shelf.
                important: true
                hints: { readOnly: false, destructive: false, idempotent: true, openWorld: false }
                request:
                  put: /shelves/{shelf}/books/{place}
                  path: { place: many }
                  query: { t: { from: tags, lists: comma }, mode: { const: keep }, n: count }
                  headers: { X-User: user }
                  body: { title: title, kind: { const: book } }
                input:
                  type: object
                  required: [shelf, place]
                  additionalProperties: false
                  properties:
                    shelf: { type: string, description: The shelf. }
                    place: { type: string, description: Where on it. }
                    tags: { type: array, items: { type: string }, description: Marks. }
                    count: { type: [integer, "null"], default: null, description: How many. }
                    user: { type: string, writeOnly: true, description: Who. }
                    title: { type: string, description: What. }
                output: { type: object, properties: { current: { type: integer } } }
                aliases: { user: [user-name, userName] }
                result: { wrap: current }
                failures: { "409": Taken. }
                """);
        files.put(GET, """
                tool: SHELF_GET_BOOK
                title: Get Book
                about: Reads a book.
                hints: { readOnly: true, destructive: false, idempotent: true }
                request: { get: /books/, query: [id] }
                input:
                  type: object
                  additionalProperties: false
                  properties:
                    id: { type: integer, description: Its number. }
                """);
    }

    static Shelf sound() {
        return new Shelf();
    }

    Shelf with(String file, String text) {
        files.put(file, text);
        return this;
    }

    Shelf with(Behaviour... found) {
        behaviours = new Behaviours(List.of(found));
        return this;
    }

    Shelf without(String file) {
        files.remove(file);
        return this;
    }

    /** Exchanges a piece of a file that must be there. */
    Shelf change(String file, String from, String to) {
        var text = files.getOrDefault(file, "");
        if (!text.contains(from)) {
            throw new IllegalArgumentException(file + " does not hold " + from);
        }
        files.put(file, text.replace(from, to));
        return this;
    }

    Reading<Definition> read() {
        return new ToolkitReader(
                        path -> Optional.ofNullable(files.get(path)).map(text -> text.getBytes(StandardCharsets.UTF_8)),
                        behaviours)
                .read(SLUG);
    }

    Definition definition() {
        return switch (read()) {
            case Reading.Sound<Definition>(var definition) -> definition;
            case Reading.Faulty<Definition>(var problems) -> throw new AssertionError(problems);
        };
    }

    Tool tool(String slug) {
        return definition().tools().stream()
                .filter(tool -> tool.slug().value().equals(slug))
                .findFirst()
                .orElseThrow();
    }

    /** The request of a tool of one plan without a behaviour. */
    RequestTemplate request(String slug) {
        return ((Plan.Declared) tool(slug).plan()).template();
    }

    /** The problems as they are printed, file names without their folder. */
    List<String> problems() {
        return read().problems().stream()
                .map(problem -> problem.toString().replace("patchbay/toolkits/shelf/", ""))
                .toList();
    }
}
