package dev.patchbay.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.patchbay.toolkit.BaseAddress;
import dev.patchbay.toolkit.BodyTemplate;
import dev.patchbay.toolkit.ConnectionForm;
import dev.patchbay.toolkit.ConnectionForm.Format;
import dev.patchbay.toolkit.FailureHints;
import dev.patchbay.toolkit.Hints;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.PathTemplate.Part;
import dev.patchbay.toolkit.Placement;
import dev.patchbay.toolkit.RequestTemplate.HeaderParameter;
import dev.patchbay.toolkit.RequestTemplate.ListStyle;
import dev.patchbay.toolkit.RequestTemplate.QueryParameter;
import dev.patchbay.toolkit.RequestTemplate.Source;
import dev.patchbay.toolkit.ResultShape;
import dev.patchbay.toolkit.Toolkit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ToolkitReaderTest {

    @Test
    void aSoundToolkitHasNoProblems() {
        assertThat(Shelf.sound().problems()).isEmpty();
    }

    @Test
    void theToolkitFileBecomesTheRecord() {
        var toolkit = Shelf.sound().definition().toolkit();

        assertThat(toolkit)
                .extracting(
                        Toolkit::slug,
                        Toolkit::title,
                        Toolkit::description,
                        Toolkit::version,
                        Toolkit::documentation,
                        Toolkit::categories)
                .containsExactly(
                        Shelf.SLUG,
                        "Shelf",
                        "Keeps books.",
                        "20260615_00",
                        Optional.of("https://example.com/docs"),
                        List.of("reading"));
        assertThat(toolkit.errors()).isEqualTo(new Toolkit.ErrorFormat("error", Optional.of("status_code"), true));
        assertThat(toolkit.failureHints())
                .isEqualTo(new FailureHints(Map.of(401, "The key was refused."), Map.of("9", "Nine.")));
    }

    @Test
    void connectionsKeepTheirOrderAndShapes() {
        var connections = Shelf.sound().definition().toolkit().connections();

        assertThat(connections)
                .extracting(ConnectionForm::name)
                .containsExactly("key", "hosted", "region", "open", "asked");
        assertThat(connections)
                .extracting(ConnectionForm::base)
                .containsExactly(
                        new BaseAddress.Fixed("https://api.example.com/v1"),
                        new BaseAddress.HostField("domain", "/api"),
                        new BaseAddress.ByField(
                                "area", Map.of("east", "https://east.example.com", "west", "https://west.example.com")),
                        new BaseAddress.Fixed("https://open.example.com"),
                        new BaseAddress.Fixed("https://asked.example.com"));
        assertThat(connections)
                .extracting(ConnectionForm::placements)
                .containsExactly(
                        List.of(new Placement.Header("X-Key", "{key}")),
                        List.of(new Placement.PathPrefix("/{application}/{password}")),
                        List.of(new Placement.Basic("{user}", "{password}")),
                        List.of(new Placement.None()),
                        List.of(new Placement.Query("token", "{token}")));
    }

    @Test
    void fieldsHaveTheirDefaults() {
        var connections = Shelf.sound().definition().toolkit().connections();

        assertThat(connections.getFirst().fields())
                .containsExactly(new ConnectionForm.Field(
                        "key",
                        "Key",
                        "From the settings page.",
                        true,
                        true,
                        Optional.empty(),
                        List.of(),
                        Format.TEXT,
                        List.of("generic_api_key"),
                        Optional.empty()));
        assertThat(connections.get(1).fields())
                .contains(new ConnectionForm.Field(
                        "area",
                        "Area",
                        "",
                        false,
                        false,
                        Optional.of("east"),
                        List.of("east", "west"),
                        Format.TEXT,
                        List.of(),
                        Optional.empty()));
        assertThat(connections.get(1).fields())
                .extracting(ConnectionForm.Field::format)
                .containsExactly(Format.HOSTNAME, Format.TEXT, Format.TOKEN, Format.TEXT);
    }

    @Test
    void aToolFileBecomesTheRecord() {
        var tool = Shelf.sound().tool("SHELF_PUT_BOOK");

        assertThat(tool.toolkit()).isEqualTo(Shelf.SLUG);
        assertThat(tool.title()).isEqualTo("Put Book");
        assertThat(tool.description()).isEqualTo("Puts a book on a shelf.");
        assertThat(tool.important()).isTrue();
        assertThat(tool.hints()).isEqualTo(new Hints(false, false, true, false));
        assertThat(tool.aliases()).isEqualTo(Map.of("user-name", "user", "userName", "user"));
        assertThat(tool.result())
                .isEqualTo(new ResultShape.Wrap(
                        "current", Optional.empty(), false, JsonNodeFactory.instance.objectNode()));
        assertThat(tool.failureHints()).isEqualTo(new FailureHints(Map.of(409, "Taken."), Map.of()));
        assertThat(tool.inputSchema().at("/properties/shelf/type").asText()).isEqualTo("string");
        assertThat(tool.outputSchema().at("/properties/current/type").asText()).isEqualTo("integer");
    }

    @Test
    void aRequestBecomesATemplate() {
        var request = Shelf.sound().request("SHELF_PUT_BOOK");

        assertThat(request.method()).isEqualTo(HttpMethod.PUT);
        assertThat(request.path().text()).isEqualTo("/shelves/{shelf}/books/{place}");
        assertThat(request.path().parts())
                .containsExactly(
                        new Part.Literal("/shelves/"),
                        new Part.Variable("shelf", false),
                        new Part.Literal("/books/"),
                        new Part.Variable("place", true));
        assertThat(request.query())
                .containsExactly(
                        new QueryParameter("t", new Source.Argument("tags"), ListStyle.COMMA),
                        new QueryParameter("mode", new Source.Constant("keep"), ListStyle.REPEAT),
                        new QueryParameter("n", new Source.Argument("count"), ListStyle.REPEAT));
        assertThat(request.headers()).containsExactly(new HeaderParameter("X-User", "user"));
        assertThat(request.body())
                .isEqualTo(new BodyTemplate.Members(
                        List.of(
                                new BodyTemplate.Member("title", new BodyTemplate.Value.Argument("title")),
                                new BodyTemplate.Member("kind", new BodyTemplate.Value.Constant("book"))),
                        Optional.empty()));
    }

    @Test
    void whatAToolLeavesOutHasADefault() {
        var tool = Shelf.sound().tool("SHELF_GET_BOOK");
        var request = Shelf.sound().request("SHELF_GET_BOOK");

        assertThat(tool.outputSchema())
                .isEqualTo(JsonNodeFactory.instance.objectNode().put("type", "object"));
        assertThat(tool.hints().openWorld()).isTrue();
        assertThat(tool.important()).isFalse();
        assertThat(tool.result()).isEqualTo(new ResultShape.AsIs());
        assertThat(request.body()).isEqualTo(new BodyTemplate.None());
        assertThat(request.path().text()).isEqualTo("/books/");
        assertThat(request.query())
                .containsExactly(new QueryParameter("id", new Source.Argument("id"), ListStyle.REPEAT));
        assertThat(tool.aliases()).isEmpty();
    }

    @Test
    void aBodyIsAListOfArgumentsOrOneArgument() {
        var listed = Shelf.sound()
                .change(Shelf.GET, "get: /books/, query: [id]", "post: /books, body: [id]")
                .change(Shelf.GET, "readOnly: true", "readOnly: false");
        var whole = Shelf.sound()
                .change(Shelf.GET, "get: /books/, query: [id]", "post: /books, body: \"{id}\"")
                .change(Shelf.GET, "readOnly: true", "readOnly: false");

        assertThat(listed.request("SHELF_GET_BOOK").body())
                .isEqualTo(new BodyTemplate.Members(
                        List.of(new BodyTemplate.Member("id", new BodyTemplate.Value.Argument("id"))),
                        Optional.empty()));
        assertThat(whole.request("SHELF_GET_BOOK").body()).isEqualTo(new BodyTemplate.Whole("id"));
    }

    @Test
    void aResultCanBeNothing() {
        var shelf = Shelf.sound().change(Shelf.PUT, "result: { wrap: current }", "result: nothing");

        assertThat(shelf.tool("SHELF_PUT_BOOK").result()).isEqualTo(new ResultShape.Nothing());
    }

    @Test
    void toolsKeepTheOrderOfTheList() {
        assertThat(Shelf.sound().definition().tools())
                .extracting(tool -> tool.slug().value())
                .containsExactly("SHELF_PUT_BOOK", "SHELF_GET_BOOK");
    }

    @Test
    void allProblemsOfAllFilesAreNamedAtOnce() {
        var problems = Shelf.sound()
                .change(Shelf.TOOLKIT, "title: Shelf\n", "")
                .change(Shelf.PUT, "title: Put Book", "titel: Put Book")
                .change(Shelf.GET, "tool: SHELF_GET_BOOK", "tool: shelf_get_book")
                .problems();

        assertThat(problems)
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("toolkit.yaml:1: `title` is missing"),
                        second -> assertThat(second)
                                .startsWith("tools/put-book.yaml:2: unknown key `titel`; did you mean `title`?"),
                        third -> assertThat(third).isEqualTo("tools/put-book.yaml:1: `title` is missing"),
                        fourth -> assertThat(fourth).startsWith("tools/get-book.yaml:1: a tool's slug begins with"));
    }

    @Test
    void aMissingFileIsAProblemOfTheLineThatNamesIt() {
        assertThat(Shelf.sound().without(Shelf.GET).problems())
                .containsExactly("toolkit.yaml:42: there is no file tools/get-book.yaml");
        assertThat(Shelf.sound().without(Shelf.TOOLKIT).problems()).containsExactly("toolkit.yaml:1: does not exist");
    }

    @Test
    void aBrokenToolFileDoesNotHideTheOthersProblems() {
        var problems = Shelf.sound()
                .with(Shelf.PUT, "tool: [")
                .change(Shelf.GET, "about: Reads a book.", "about: \"\"")
                .problems();

        assertThat(problems).hasSize(2);
        assertThat(problems.getFirst()).startsWith("tools/put-book.yaml:1: is not YAML we read:");
        assertThat(problems.getLast()).isEqualTo("tools/get-book.yaml:3: `about` must not be blank");
    }

    @Test
    void oneSlugForTwoToolsIsAProblem() {
        assertThat(Shelf.sound()
                        .change(Shelf.GET, "SHELF_GET_BOOK", "SHELF_PUT_BOOK")
                        .problems())
                .containsExactly("tools/get-book.yaml:1: `SHELF_PUT_BOOK` is already the tool of tools/put-book.yaml");
    }

    @Test
    void filesMustBeUtf8() {
        var reader = new ToolkitReader(_ -> Optional.of(new byte[] {(byte) 0xC3, 0x28}), Behaviours.NONE);

        assertThat(reader.yaml("a.yaml").problems()).containsExactly(new Problem("a.yaml", 1, "is not UTF-8"));
    }
}
