package dev.patchbay.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Behaviour;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.ToolSlug;

/** The shelf's files in a second form that uses all of the language; to be spoiled line by line like the first. */
final class Atelier {
    /** A behaviour that is only named here. */
    record Named(String name) implements Behaviour {
        @Override
        public Outcome<JsonNode> call(ToolSlug tool, ObjectNode arguments, Steps steps) {
            throw new UnsupportedOperationException(name);
        }
    }

    private Atelier() {}

    static Shelf sound() {
        return Shelf.sound()
                .with(new Named("shelf/sort"))
                .with(Shelf.TOOLKIT, """
                toolkit: shelf
                title: Shelf
                about: Keeps books.
                version: "20260615_00"
                connect:
                  key:
                    title: API key
                    base: https://api.example.com/v1
                    fields:
                      key: { title: Key, secret: true, tells: { environment: { test: "^test_|\\\\|test$", live: "^live_" } } }
                      area: { title: Area, enum: [east, west], default: east }
                      number: { title: Number, required: false, format: token }
                      console_key: { title: Console key, required: false, secret: true }
                      token: { title: User token, required: false, secret: true }
                    place: { header: { name: X-Key, value: "{key}" }, query: { name: mark, value: "{key}" } }
                    doors:
                      console:
                        missing: Add the console key to the connected account.
                        candidates:
                          - base: { by: area, east: https://east.example.com, west: https://west.example.com }
                            place: { path-prefix: "/{number}", header: { name: X-Console, value: "{console_key}" } }
                            needs: [number, console_key]
                          - needs: [console_key]
                    acts-as: { header: X-User, field: token }
                errors: { message: error }
                probe: { get: /books, query: { n: { const: "1" } }, refused: ["401", "code:2002"] }
                tools: [put-book, get-book]
                """)
                .with(Shelf.PUT, """
                tool: SHELF_PUT_BOOK
                title: Put Book
                about: Puts a book on a shelf.
                hints: { readOnly: false, destructive: false, idempotent: true }
                also: [{ tool: SHELF_STORE_BOOK, title: Store Book }]
                request:
                  put: /shelves/{shelf}
                  door: console
                  anonymous: true
                  headers: { X-User: user }
                  body:
                    tags: { from: tags, objects: name }
                    marks: { from: marks, join: comma }
                    "*": extras
                variants:
                  - when: { given: scan }
                    request: { post: "/shelves/{shelf}/scans", multipart: { scan: { file: scan }, title: { text: title }, tags: { json: tags } } }
                    result: document
                  - when: { mode: move }
                    request: { put: "/moves/{mode}", body: "{extras}" }
                input:
                  type: object
                  required: [shelf]
                  additionalProperties: false
                  properties:
                    shelf: { type: string, description: The shelf. }
                    title: { type: string, description: What. }
                    user: { type: string, writeOnly: true, description: Who. }
                    tags: { type: array, items: { type: object, properties: { id: { type: string } } }, description: Marks. }
                    marks: { type: array, items: { type: string }, description: Marks. }
                    extras: { type: object, properties: { low: { type: number }, high: { type: number } }, additionalProperties: false, description: More. }
                    mode: { type: string, enum: [keep, move], description: How. }
                    remember: { type: boolean, description: Whether to keep the token. }
                    scan:
                      type: object
                      description: A picture.
                      properties: { name: { type: string }, mimetype: { type: string }, s3key: { type: string }, base64: { type: string }, url: { type: string } }
                output: { type: object, properties: { token: { type: string }, status: { type: string } } }
                rules:
                  - at-least-one: [title, scan]
                  - at-most-one: [tags, marks]
                  - together: [title, user]
                  - when: { mode: [move, keep] }
                    needs: [extras]
                    excludes: [scan]
                  - ascending: [extras.low, extras.high]
                  - unique: tags.*.id
                  - same: [title, extras.low]
                  - max-bytes: { extras: 10240 }
                result: { wrap: status, only: text, list: true, with: { kind: book } }
                refused: { member: status, is: failed, message: reason }
                retry: { key: title, conflict: 409, lookup: { get: "/shelves/{shelf}/{title}", query: [user] }, first: docs }
                sensitive: [token]
                account: { remembers: token, as: token, asked: remember }
                """)
                .with(Shelf.GET, """
                tool: SHELF_GET_BOOK
                title: Get Book
                about: Reads a book.
                hints: { readOnly: true, destructive: false, idempotent: true }
                behaviour: shelf/sort
                steps:
                  look: { get: "/books/{anything}" }
                  see: { get: /books, query: [id] }
                input:
                  type: object
                  additionalProperties: false
                  properties:
                    id: { type: integer, description: Its number. }
                    offset: { type: integer, description: Where to begin. }
                    size: { type: integer, description: How many. }
                output: { type: object, properties: { items: { type: array, items: {} }, more: { type: boolean }, next: { type: string } } }
                pages: { offset: offset, items: items, full: size, default: 10 }
                """);
    }
}
