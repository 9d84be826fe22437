package dev.patchbay.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One spoiled line, one problem: each case names what is exchanged, the line blamed and what is said of it. */
class LintTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            toolkit: shelf              | toolkit: other             | 1: 'toolkit' must be 'shelf'
            about: Keeps books.         | about: 5                   | 3: 'about' must be a string, not an integer; use quotes
            about: Keeps books.         | about: [a]                 | 3: 'about' must be a string, not an array
            20260615_00                 | 20261315_00                | 4: 'version' must be a date and a number
            20260615_00                 | 1.0                        | 4: 'version' must be a date and a number
            https://example.com/docs    | http://example.com/docs    | 5: 'http://example.com/docs' must be an https address
            [reading]                   | reading                    | 6: 'categories' must be a list, not a string
            title: API key              | titel: API key             | 9: unknown key 'titel'; did you mean 'title'? Known here: title, base, fields, place, doors, acts-as
            title: API key              | titel: API key             | 8: 'title' is missing in 'key'
            https://api.example.com/v1  | http://api.example.com/v1  | 10: 'http://api.example.com/v1' must be an https address
            https://api.example.com/v1  | https://me@example.com     | 10: 'https://me@example.com' must be an https address
            https://api.example.com/v1  | "https://exa mple"         | 10: 'https://exa mple' must be an https address
            https://api.example.com/v1  | https://api.example.com/   | 10: a base address must not end in '/'
            https://api.example.com/v1  | https://api.example.com?a  | 10: a base address has neither query nor fragment
            https://api.example.com/v1  | 7                          | 10: 'base' is an https address,
            key: { title: Key,          | key: { title: "",          | 12: 'title' must not be blank
            key: { title: Key,          | key: { title: Key, default: x, | 12: a secret field has no default
            [generic_api_key]           | [a, a]                     | 12: 'aliases' names the same twice
            [generic_api_key]           | []                         | 12: 'aliases' is empty; leave it out
            [generic_api_key]           | [key]                      | 12: 'key' already stands for 'key'
            [generic_api_key]           | ["9 "]                     | 12: a field's name begins with a letter
            value: "{key}"              | value: Bearer              | 12: 'key' is secret and must be named in 'place'
            value: "{key}"              | value: "{key} {kay}"       | 13: 'kay' is not a field of this form; did you mean 'key'?
            value: "{key}"              | value: "{key} {"           | 13: 'value' has a brace that encloses no name
            name: X-Key                 | name: X Key                | 13: 'X Key' is not a header name
            name: X-Key                 | name: Host                 | 13: the header Host is set by whoever sends the request
            place: { header:            | place: { none: true, header: | 13: 'place' holds one or more of
            place: { none: true }       | place: {}                  | 34: 'place' holds one or more of
            place: { none: true }       | place: { none: false }     | 34: write 'none: true', or say where
            place: { none: true }       | place: none                | 34: 'place' must be an object, not a string
            host: domain                | host: domian               | 16: 'domian' is not a field of this form; did you mean 'domain'?
            host: domain                | host: area                 | 16: 'area' becomes the host, so it needs 'format: hostname'
            path: /api                  | path: /api/                | 16: 'path' begins with '/' and does not end in one
            format: hostname            | format: host               | 18: unknown format; write text, hostname or token
            format: hostname            | format: hostname, required: false | 16: 'domain' decides the address, so it is required or has a default
            format: hostname            | format: hostname, secret: true | 16: 'domain' decides the address, so it is not secret
            default: east               | default: north             | 19: the default must be one of the enum: east, west
            default: east               | default: east, required: true | 19: a field with a default is not required
            required: false             | required: "no"             | 20: 'required' must be true or false, not a string
            /{application}/{password}   | /{application}/{password}/ | 22: a path prefix is one or more segments
            by: area                    | by: user                   | 25: 'user' chooses the address, so it needs an enum
            west: https://west          | south: https://west        | 25: 'base' has no address for 'west', which 'area' allows
            west: https://west          | south: https://west        | 25: 'south' is not in the enum of 'area': east, west
            errors: { message: error,   | errors: {                  | 40: 'message' is missing in 'errors'
            "401":                      | "999":                     | 41: '999' is neither an HTTP status
            tools: [put-book, get-book] | tools: []                  | 42: 'tools' must name at least one file
            get-book]                   | get-book, put-book]        | 42: 'put-book' is listed twice
            get-book]                   | get-book, Put.yaml]        | 42: a tool file is named in lower case
            """)
    void aToolkitFile(String from, String to, String problem) {
        var problems = Shelf.sound().change(Shelf.TOOLKIT, from, to).problems();

        assertThat(problems)
                .anySatisfy(each -> assertThat(each)
                        .startsWith("toolkit.yaml:" + problem.replace('\'', '`').replace("field`s", "field's")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SHELF_PUT_BOOK              | shelf                      | 1: a tool's slug begins with a capital letter
            important: true             | important: 1               | 4: 'important' must be true or false, not an integer
            readOnly: false, destr      | destr                      | 5: 'readOnly' is missing in 'hints'
            readOnly: false             | readOnly: true             | 5: a PUT is not readOnly; say so, or give the reason
            readOnly: false, destructive: false | readOnly: true, destructive: true | 5: what is readOnly cannot be destructive
            put: /shelves               | post: /x\\n  put: /shelves  | 6: 'request' names exactly one method
            put: /shelves               | put: shelves               | 7: a path begins with '/'
            put: /shelves               | put: //shelves             | 7: a path has no empty segment
            put: /shelves               | put: /a/../shelves         | 7: a path has no segment that is '.' or '..'
            put: /shelves               | put: /%2e%2E/shelves       | 7: a path has no segment that is '.' or '..'
            put: /shelves               | put: /a?b=/shelves         | 7: '/a?b=/shelves/' has characters that a path cannot hold
            put: /shelves               | put: /{}/shelves           | 7: 'put' has a brace that encloses no name
            /{shelf}/                   | /{shelve}/                 | 7: the request uses 'shelve', which 'input.properties' does not declare; did you mean 'shelf'?
            /{shelf}/                   | /{shelve}/                 | 17: 'shelf' is declared, but the request does not use it
            place: many                 | place: one                 | 8: the only style of a path argument is 'many'
            place: many                 | plaice: many               | 8: 'plaice' is not in the path; did you mean 'place'?
            /{place}                    | /v{place}                  | 8: 'place' spreads over many segments, so it must stand alone
            lists: comma                | lists: commas              | 9: 'lists' is repeat or comma
            lists: comma                | list: comma                | 9: unknown key 'list'; did you mean 'lists'?
            { const: keep }             | { const: 1 }               | 9: 'const' must be a string, not an integer; use quotes
            n: count }                  | "": count }                | 9: a name on the wire must not be blank
            n: count                    | n: tags                    | 9: 'tags' is already used in line 9
            X-User: user                | X-User: tags               | 10: 'tags' is an array by its schema
            X-User: user                | X-User: user, x-user: user | 10: the header x-user is given twice
            X-User: user                | Content-Type: user         | 10: the header Content-Type is set by whoever sends
            X-User: user                | Authorization: user        | 10: the header Authorization carries a credential
            X-User: user                | x-key: user                | 10: 'x-key' is where the credential goes
            n: count                    | token: count               | 9: 'token' is where the credential goes
            body: { title: title,       | body: { "": title,         | 11: a name on the wire must not be blank
            body: { title: title, kind: { const: book } } | body: "{title} and {user}" | 11: a 'body' in quotes is one argument in braces
            body: { title: title, kind: { const: book } } | body: title | 11: a 'body' in quotes is one argument in braces
            [shelf, place]              | [shelf]                    | 18: 'place' is part of the path, so it must be listed under 'required'
            [shelf, place]              | [shelf, place, plaice]     | 14: 'required' lists 'plaice', which 'properties' does not declare
            additionalProperties: false | additionalProperties: true | 12: 'input' needs 'additionalProperties: false'
            shelf: { type: string       | shelf: { type: object      | 7: 'shelf' is an object by its schema
            shelf: { type: string       | shelf: { type: [string, "null"] | 7: 'shelf' is null by its schema
            shelf: { type: string       | shelf: { type: null        | 17: 'type' holds null, which only default, enum and const may
            shelf: { type: string       | shelf: { type: text        | 17: 'type' is not valid JSON Schema 2020-12
            shelf: { type: string       | shelf: { typ: string       | 17: unknown schema keyword 'typ'; did you mean 'type'
            shelf: { type: string       | shelf: { $ref: "#/x"       | 17: '$ref' is not allowed
            shelf: { type: string       | shelf: { pattern: "("      | 17: not a regular expression of linear time: missing closing )
            shelf: { type: string       | shelf: { patternProperties: { "(": {} } | 17: not a regular expression of linear time: missing closing )
            shelf: { type: string       | shelf: { pattern: "(?=a)a" | 17: not a regular expression of linear time: invalid or unsupported Perl syntax
            shelf: { type: string       | shelf: { pattern: '(a)\\1' | 17: not a regular expression of linear time: invalid escape sequence
            shelf: { type: string       | shelf: { pattern: "(a{900}){900}" | 17: not a regular expression of linear time: its repeat counts multiply to more than 10000
            shelf: { type: string       | shelf: { <<: 1             | 17: unknown schema keyword '<<'
            shelf: { type: string       | shelf: { $ref: "#"         | 17: '$ref' is not allowed
            shelf: { type: string       | shelf: { $dynamicRef: "#a" | 17: '$dynamicRef' is not allowed
            shelf: { type: string       | shelf: { $ref: "file:///x" | 17: '$ref' is not allowed
            shelf: { type: string       | shelf: { $ref: "http://localhost/x" | 17: '$ref' is not allowed
            shelf: { type: string       | shelf: { examples: [null]  | 17: 'examples' holds null
            shelf: { type: string       | shelf: { not: null         | 17: 'not' holds null
            shelf: { type: string       | shelf: { minLength: -1     | 17: 'minLength' is not valid JSON Schema 2020-12
            shelf: { type: string       | shelf: { properties: { "a b": {} } | 17: 'a b' must have 1 to 64 characters
            shelf: { type: string       | shelf: { properties: { $a: {} } | 17: '$a' must have 1 to 64 characters
            tags: { type: array, items: { type: string } | tags: { type: array | 19: 'tags' is an array and needs 'items'
            items: { type: string }     | items: { type: [array, string] } | 19: 'items' is an array and needs 'items'
            items: { type: string }     | items: { anyOf: [{ type: array }] } | 19: item 1 is an array and needs 'items'
            description: What.          | title: What.               | 22: 'title' needs a description
            output: { type: object      | output: { type: array      | 23: 'output' must be a schema with 'type: object'
            current: { type: integer    | current: { type: array     | 23: 'current' is an array and needs 'items'
            aliases: { user:            | aliases: { usr:            | 24: 'usr' is not a declared argument
            [user-name, userName]       | [user-name, title]         | 24: 'title' is itself a declared argument
            [user-name, userName]       | [user-name, user-name]     | 24: 'user-name' already stands for 'user'
            [user-name, userName]       | [user name]                | 24: an alias has 1 to 64 characters
            [user-name, userName]       | userName                   | 24: 'user' must be a list, not a string
            result: { wrap: current }   | result: everything         | 25: 'result' is 'nothing' or '{ wrap: name }'
            result: { wrap: current }   | result: { unwrap: current } | 25: unknown key 'unwrap'
            "409":                      | conflict:                  | 26: 'conflict' is neither an HTTP status
            failures:                   | because: ""\\nfailures:     | 26: 'because' must not be blank
            input:                      | inputs:                    | 1: 'input' is missing
            """)
    void aToolFile(String from, String to, String problem) {
        var problems =
                Shelf.sound().change(Shelf.PUT, from, to.replace("\\n", "\n")).problems();

        assertThat(problems)
                .anySatisfy(each -> assertThat(each)
                        .startsWith("tools/put-book.yaml:"
                                + problem.replace('\'', '`').replace("tool`s", "tool's")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            get: /books/                | readOnly: true             | readOnly: false | a GET is readOnly; say so
            delete: /books/             | readOnly: true             | readOnly: false | a DELETE is destructive; say so
            post: /books/               | readOnly: true             | readOnly: true  | a POST is not readOnly; say so
            """)
    void aHintAgainstTheMethodNeedsAReason(String method, String from, String to, String problem) {
        var shelf = Shelf.sound().change(Shelf.GET, from, to).change(Shelf.GET, "get: /books/", method);

        assertThat(shelf.problems()).singleElement().asString().startsWith("tools/get-book.yaml:4: " + problem);
        assertThat(shelf.change(Shelf.GET, "title:", "because: The service says so.\ntitle:")
                        .problems())
                .isEmpty();
    }
}
