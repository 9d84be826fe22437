package dev.patchbay.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.toolkit.Prerequisite;
import dev.patchbay.toolkit.ToolSlug;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tool files say for finding tools and for planning with them. */
class GuidanceLintTest {
    private static final String ASKS = "asks: [put a book away, shelve this novel, store my atlas]";
    private static final String NEEDS = "needs: [{ argument: place, what: a free place, from: SHELF_GET_BOOK }]";
    private static final String PITFALLS = "pitfalls: [The shelf may be full.]";

    @Test
    void guidanceIsReadWithTheTool() {
        var shelf = sound().definition();
        var tool = shelf.tools().getFirst();

        assertThat(tool.prerequisites())
                .containsExactly(new Prerequisite("place", "a free place", new ToolSlug("SHELF_GET_BOOK")));
        assertThat(tool.pitfalls()).containsExactly("The shelf may be full.");
        assertThat(shelf.entries().getFirst().text())
                .isEqualTo(new SearchText(
                        "Shelf",
                        List.of("shelf", "place", "tags", "count", "user", "title"),
                        List.of("put a book away", "shelve this novel", "store my atlas"),
                        Map.of("book", List.of("novel"))));
        assertThat(shelf.tools().getLast().prerequisites()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            put a book away, shelve this novel, store my atlas | put a book away | 5: `asks` has 3 to 6 requests, not 1
            put a book away, shelve  | put, shelve                | 5: a request in `asks` has 5 to 100 characters, not 3
            shelve this novel, store | "Put a book away!", store  | 5: this request is already one of SHELF_PUT_BOOK
            argument: place          | argument: plaice           | 6: `plaice` is not a declared argument; did you mean `place`?
            what: a free place, from | from                       | 6: `what` is missing in item 1
            from: SHELF_GET_BOOK     | from: SHELF_GET_BOOKS      | 6: `SHELF_GET_BOOKS` is no other tool of this toolkit; did you mean `SHELF_GET_BOOK`?
            from: SHELF_GET_BOOK     | from: SHELF_PUT_BOOK       | 6: `SHELF_PUT_BOOK` is no other tool of this toolkit
            from: SHELF_GET_BOOK     | from: shelf_get_book       | 6: `shelf_get_book` is no slug of a tool
            from: SHELF_GET_BOOK     | form: SHELF_GET_BOOK       | 6: unknown key `form`; did you mean `from`?
            a free place             | a place that is free and not yet taken by any other book at all | 6: `what` has at most 60 characters, not 63
            The shelf may be full.   | ""                         | 7: item 1 must not be blank
            [The shelf may be full.] | []                         | 7: `pitfalls` is empty; leave it out
            [The shelf may be full.] | [a, b, c, d, e, f]         | 7: `pitfalls` has at most 5 sentences, not 6
            """)
    void aMistakeIsNamedWithItsPlace(String from, String to, String problem) {
        assertThat(sound().change(Shelf.PUT, from, to).problems())
                .anySatisfy(found -> assertThat(found).startsWith("tools/put-book.yaml:" + problem));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [{ argument: place, what: a free place, from: SHELF_GET_BOOK }] | [] | 6: `needs` is empty; leave it out
            """)
    void needsAreNotEmpty(String from, String to, String problem) {
        assertThat(sound().change(Shelf.PUT, from, to).problems()).containsExactly("tools/put-book.yaml:" + problem);
    }

    @Test
    void synonymsAreWordsInLowerCase() {
        assertThat(sound().change(Shelf.TOOLKIT, "[novel]", "[Novel]").problems())
                .singleElement()
                .asString()
                .contains("toolkit.yaml:5: item 1 is no word in lower case");
        assertThat(sound().change(Shelf.TOOLKIT, "{ book:", "{ Book:").problems())
                .singleElement()
                .asString()
                .contains("toolkit.yaml:5: the key `Book` is no word in lower case");
    }

    private static Shelf sound() {
        return Shelf.sound()
                .change(Shelf.TOOLKIT, "documentation:", "synonyms: { book: [novel] }\ndocumentation:")
                .change(Shelf.PUT, "hints:", ASKS + "\n" + NEEDS + "\n" + PITFALLS + "\nhints:");
    }
}
