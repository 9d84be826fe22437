package dev.patchbay.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As in {@link LintTest}: one spoiled line, one problem, here for the further parts of the language. */
class LanguageLintTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            tells: { environment: { test: "^test_@@test$", live: "^live_" } } | tells: {} | 10: 'tells' names one property
            test: "^test_@@test$"            | test: "("                   | 10: not a regular expression of linear time: missing closing )
            number: { title: Number,         | number: { title: Number, tells: { a: { b: c } }, | 12: only a secret field 'tells'
            place: { header: { name: X-Key   | place: { none: true, header: { name: X-Key | 15: 'place' holds one or more of
            place: { header: { name: X-Key   | place: { basic: { username: "{key}", password: "" }, header: { name: authorization | 15: 'basic' is itself the header Authorization
            console:                         | Console:                    | 17: a door is named in lower case
            missing:                         | mising:                     | 18: unknown key 'mising'; did you mean 'missing'?
            missing:                         | mising:                     | 17: 'missing' is missing in 'console'
            needs: [number, console_key]     | needs: [nummer, console_key] | 22: 'nummer' is not a field of this form; did you mean 'number'?
            needs: [number, console_key]     | needs: [console_key]        | 20: 'number' is placed here and may have no value, so it belongs to 'needs'
            needs: [number, console_key]     | needs: []                   | 22: 'needs' is empty; leave it out
            - needs: [console_key]           | - place: { none: true }     | 23: 'needs' is missing in item 2
            east: https://east               | south: https://east         | 20: 'base' has no address for 'east'
            "{console_key}"                  | "{console_kay}"             | 21: 'console_kay' is not a field of this form; did you mean 'console_key'?
            value: "{console_key}"           | value: "x"                  | 13: 'console_key' is secret and must be named in 'place', in a door's 'place' or in 'acts-as'
            acts-as: { header: X-User, field: token } | acts-as: { header: X-User, field: area } | 14: 'token' is secret and must be named in
            header: X-User                   | header: x-console           | 24: 'x-console' is where a credential goes
            header: X-User                   | header: Host                | 24: the header Host is set by whoever sends
            field: token                     | field: key                  | 24: 'key' acts as a user, so it needs 'secret: true' and 'required: false'
            field: token                     | field: tokn                 | 24: 'tokn' is not a field of this form; did you mean 'token'?
            probe: { get: /books,            | probe: { post: /books,      | 26: unknown key 'post'
            probe: { get: /books,            | probe: { door: console,     | 26: 'probe' names exactly one method: get
            get: /books,                     | get: "/books/{id}",         | 26: a probe has no arguments
            get: /books,                     | get: /books, door: attic,   | 26: no connection form has a door 'attic'
            { const: "1" }                   | id                          | 26: a probe has no arguments
            "code:2002"                      | "2002"                      | 26: '2002' is neither an HTTP status
            ["401", "code:2002"]             | []                          | 26: 'refused' is empty
            """)
    void aToolkitFile(String from, String to, String problem) {
        var problems = Atelier.sound()
                .change(Shelf.TOOLKIT, from.replace("@@", "|\\\\|"), to)
                .problems();

        assertReported(problems, "toolkit.yaml:" + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            tool: SHELF_STORE_BOOK           | tool: store                 | 5: a tool's slug begins with a capital letter
            tool: SHELF_STORE_BOOK           | tool: SHELF_PUT_BOOK        | 5: 'SHELF_PUT_BOOK' is already the tool of
            tool: SHELF_STORE_BOOK           | tool: SHELF_GET_BOOK        | 1: 'SHELF_GET_BOOK' is already the tool of
            door: console                    | door: consol                | 8: no connection form has a door 'consol'; did you mean 'console'?
            anonymous: true                  | anonymous: yes              | 9: 'anonymous' must be true or false, not a string
            X-User: user                     | X-Console: user             | 10: 'X-Console' is where the credential goes
            X-User: user                     | x-key: user                 | 10: 'x-key' is where the credential goes
            objects: name                    | object: name                | 12: unknown key 'object'; did you mean 'objects'?
            objects: name                    | objects: name, join: comma  | 12: beside 'from' stands 'objects: name' or 'join: comma'
            , objects: name                  |                             | 12: beside 'from' stands 'objects: name' or 'join: comma'
            { from: tags,                    | { from: title,              | 12: 'title' must be an array by its schema
            join: comma                      | join: space                 | 13: 'join' is comma
            "*": extras                      | "*": marks                  | 14: 'marks' is already used in line 13
            "*": extras                      | "*": title                  | 14: 'title' must be an object by its schema
            { given: scan }                  | { given: scam }             | 16: 'scam' is not a declared argument; did you mean 'scan'?
            { given: scan }                  | {}                          | 16: 'when' is { given: argument } or { argument: value }
            { mode: move }                   | { mod: move }               | 19: 'mod' is not a declared argument; did you mean 'mode'?
            { mode: move }                   | { mode: [move] }            | 19: an argument is compared with a text, a number, true or false, not an array
            { mode: move }                   | { mode: mov }               | 19: 'mov' is not in the enum of 'mode': keep, move
            { mode: move }                   | { title: move }             | 32: 'mode' is part of the path, so it must be listed under 'required'
            "/moves/{mode}"                  | "/moves/{extras}"           | 20: 'extras' is already used in line 20
            multipart: {                     | body: [user], multipart: {  | 17: 'multipart' stands instead of 'body'
            { file: scan }                   | { file: scan, text: user }  | 17: a part is one of
            { file: scan }                   | {}                          | 17: a part is one of
            { file: scan }                   | { fil: scan }               | 17: unknown key 'fil'; did you mean 'file'?
            { file: scan }                   | { file: user }              | 17: 'user' must be an object by its schema
            { file: scan }                   | { file: extras }            | 31: 'extras' is a file, so it is an object with the members name, mimetype, s3key, base64, url; 'name' is missing
            url: { type: string }            | uri: { type: string }       | 37: a file has no member 'uri'; did you mean 'url'?
            description: A picture.          | required: [name]            | 36: a file is named in several ways, so 'name' cannot be required
            , url: { type: string }          |                             | 34: 'scan' is a file, so
            title: { text: title }, tags     | title: { text: titel }, tags | 17: the request uses 'titel', which 'input.properties' does not declare; did you mean 'title'?
            marks: { from: marks, join: comma } | mark: { const: x }       | 30: 'marks' is declared, but the request does not use it
            account: { remembers: token, as: token, asked: remember } | failures: {} | 33: 'remember' is declared, but the request does not use it
            [title, scan]                    | [titel, scan]               | 40: 'titel' is not a declared argument; did you mean 'title'?
            [title, scan]                    | [title]                     | 40: 'at-least-one' needs at least two
            - at-least-one:                  | - at-lest-one:              | 40: unknown key 'at-lest-one'; did you mean 'at-least-one'
            [tags, marks]                    | [tags, tags]                | 41: 'at-most-one' names the same twice
            - together: [title, user]        | - needs: [title]            | 42: 'needs' and 'excludes' stand beside a 'when'
            - together: [title, user]        | - { together: [title, user], unique: tags.*.id } | 42: item 3 is one rule
            { mode: [move, keep] }           | { mode: move }              | 43: 'mode' must be a list, not a string
            { mode: [move, keep] }           | { mode: [] }                | 43: 'mode' needs at least one value
            { mode: [move, keep] }           | { mode: [mov] }             | 43: 'mov' is not in the enum of 'mode': keep, move
            { mode: [move, keep] }           | { mod: [move] }             | 43: 'mod' is not a declared argument; did you mean 'mode'?
            needs: [extras]                  | needs: [extra]              | 44: 'extra' is not a declared argument; did you mean 'extras'?
            [extras.low, extras.high]        | [extras.lo, extras.high]    | 46: 'lo' in 'extras.lo' leads nowhere by the schema; did you mean 'low'
            [extras.low, extras.high]        | [tags.*.id, extras.high]    | 46: 'extras.high' and 'tags.*.id' must have the same steps
            [extras.low, extras.high]        | [extras.low, extras.high, title] | 46: 'ascending' compares exactly two
            unique: tags.*.id                | unique: tags.id             | 47: 'id' in 'tags.id' leads nowhere by the schema
            unique: tags.*.id                | unique: extras.low          | 47: 'unique' needs a wildcard
            same: [title, extras.low]        | same: [tags.*.id, tags.*.id] | 48: 'same' compares two single values
            { extras: 10240 }                | { extra: 10240 }            | 49: 'extra' is not a declared argument
            { extras: 10240 }                | { extras: 0 }               | 49: 'extras' must be an integer from 1
            { extras: 10240 }                | { extras: "9" }             | 49: 'extras' must be an integer from 1 to 100000000, without quotes
            only: text                       | only: string                | 50: 'only' is number, text, boolean, list or object
            list: true                       | list: 1                     | 50: 'list' must be true or false
            { kind: book }                   | { status: book }            | 50: 'status' is already the member of the answer
            is: failed, message: reason      | is: failed                  | 51: 'message' is missing in 'refused'
            key: title                       | key: titel                  | 52: 'titel' is not a declared argument; did you mean 'title'?
            conflict: 409                    | conflict: 200               | 52: 'conflict' must be an integer from 400 to 499
            { get: "/shelves/{shelf}/{title}" | { post: "/shelves/{shelf}/{title}" | 52: unknown key 'post'
            query: [user]                    | query: [usr]                | 52: the request uses 'usr', which 'input.properties' does not declare; did you mean 'user'?
            query: [user]                    | query: { mark: user }       | 52: 'mark' is where the credential goes
            query: [user]                    | query: [user], door: attic  | 52: no connection form has a door 'attic'
            "/shelves/{shelf}/{title}"       | "/shelves/{shelf}/{mode}"   | 32: 'mode' is part of the path
            readOnly: false                  | readOnly: true              | 52: a readOnly tool is repeated by itself
            sensitive: [token]               | sensitive: [tokn]           | 53: 'output.properties' does not declare 'tokn'; did you mean 'token'?
            remembers: token                 | remembers: tok              | 54: 'output.properties' does not declare 'tok'
            output: { type: object,          | output: { type: object, required: [token], | 54: 'token' is taken out of the result when it is remembered
            as: token                        | as: tokken                  | 54: no connection form has a field 'tokken'; did you mean 'token'?
            as: token                        | as: key                     | 54: 'key' comes and goes, so it needs 'secret: true' and 'required: false'
            asked: remember                  | asked: title                | 54: 'title' must be a boolean by its schema
            asked: remember                  | asked: remembr              | 54: 'remembr' is not a declared argument; did you mean 'remember'?
            """)
    void aToolFile(String from, String to, String problem) {
        var problems =
                Atelier.sound().change(Shelf.PUT, from, to == null ? "" : to).problems();

        assertReported(
                problems, (problem.startsWith("1:") ? "tools/get-book.yaml:" : "tools/put-book.yaml:") + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            shelf/sort                       | shelf/sorts                 | 5: there is no behaviour 'shelf/sorts'; did you mean 'shelf/sort'?
            shelf/sort                       | attic/sort                  | 5: a behaviour of this toolkit is named shelf/ and a word
            behaviour: shelf/sort            | request: { get: /books, query: [id, offset, size] } | 6: 'steps' belong to a 'behaviour'
            behaviour: shelf/sort            | behaviour: shelf/sort\\nrequest: { get: / } | 6: a 'behaviour' decides what is sent
            see: { get: /books,              | see: { post: /books,        | 4: a POST is not readOnly; say so
            see: { get: /books,              | see: { gett: /books,        | 8: unknown key 'gett'; did you mean 'get'
            see: { get: /books,              | see: { get: /books, door: x, | 8: no connection form has a door 'x'
            query: [id]                      | headers: { X-Key: id }      | 8: 'X-Key' is where the credential goes
            items: items,                    | items: item,                | 17: 'output.properties' does not declare 'item'; did you mean 'items'?
            offset: offset,                  | offset: offst,              | 17: 'offst' is not a declared argument; did you mean 'offset'?
            full: size, default: 10          | default: 10                 | 17: beside 'offset' and 'items' stands 'more: member' or 'full: argument'
            full: size, default: 10          | more: more, full: size      | 17: beside 'offset' and 'items' stands
            full: size, default: 10          | more: more, default: 10     | 17: 'default' belongs to 'full'
            full: size, default: 10          | more: moore                 | 17: 'output.properties' does not declare 'moore'; did you mean 'more'?
            full: size, default: 10          | full: size, default: 0      | 17: 'default' must be an integer from 1
            offset: offset, items: items, full: size, default: 10 | token: id, from: [nxt] | 17: 'output.properties' does not declare 'nxt'; did you mean 'next'?
            offset: offset, items: items, full: size, default: 10 | token: id, from: [] | 17: 'from' is empty
            """)
    void aToolFileWithABehaviour(String from, String to, String problem) {
        var problems =
                Atelier.sound().change(Shelf.GET, from, to.replace("\\n", "\n")).problems();

        assertReported(problems, "tools/get-book.yaml:" + problem);
    }

    private static void assertReported(List<String> problems, String problem) {
        var expected = problem.replace('\'', '`').replaceAll("(tool|door)`s", "$1's");
        assertThat(problems).anySatisfy(each -> assertThat(each).startsWith(expected));
    }
}
