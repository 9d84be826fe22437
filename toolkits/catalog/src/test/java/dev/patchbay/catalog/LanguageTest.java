package dev.patchbay.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.patchbay.toolkit.AccountEffect;
import dev.patchbay.toolkit.ArgumentRule;
import dev.patchbay.toolkit.BaseAddress;
import dev.patchbay.toolkit.BodyTemplate;
import dev.patchbay.toolkit.BodyTemplate.PartKind;
import dev.patchbay.toolkit.BodyTemplate.Value;
import dev.patchbay.toolkit.ConnectionForm;
import dev.patchbay.toolkit.ConnectionForm.ActingUser;
import dev.patchbay.toolkit.Door;
import dev.patchbay.toolkit.Paging;
import dev.patchbay.toolkit.Placement;
import dev.patchbay.toolkit.Plan;
import dev.patchbay.toolkit.Plan.Condition;
import dev.patchbay.toolkit.RefusalSign;
import dev.patchbay.toolkit.ResultShape;
import dev.patchbay.toolkit.Tool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the further parts of the language become. */
class LanguageTest {
    private static final Definition ATELIER = Atelier.sound().definition();
    private static final Tool PUT = ATELIER.tools().getFirst();

    @Test
    void aFormHasPlacementsDoorsAndAnActingUser() {
        var form = form();

        assertThat(form.placements())
                .containsExactly(new Placement.Header("X-Key", "{key}"), new Placement.Query("mark", "{key}"));
        assertThat(form.actingUser()).contains(new ActingUser("X-User", "token"));
        assertThat(form.doors()).containsOnlyKeys("console");
        assertThat(form.doors().get("console"))
                .isEqualTo(new ConnectionForm.Doors(
                        List.of(
                                new Door(
                                        new BaseAddress.ByField(
                                                "area",
                                                Map.of(
                                                        "east", "https://east.example.com",
                                                        "west", "https://west.example.com")),
                                        List.of(
                                                new Placement.Header("X-Console", "{console_key}"),
                                                new Placement.PathPrefix("/{number}")),
                                        Set.of("number", "console_key")),
                                new Door(form.base(), form.placements(), Set.of("console_key"))),
                        "Add the console key to the connected account."));
    }

    @Test
    void aSecretTellsInTheOrderOfItsPatterns() {
        var tells = form().fields().getFirst().tells().orElseThrow();

        assertThat(tells.name()).isEqualTo("environment");
        assertThat(tells.patterns()).containsExactly(Map.entry("test", "^test_|\\|test$"), Map.entry("live", "^live_"));
    }

    @Test
    void aProbeIsARequestWithTheRefusalsThatCount() {
        var probe = ATELIER.toolkit().probe().orElseThrow();

        assertThat(probe.request().path()).hasToString("/books");
        assertThat(probe.refusedStatuses()).containsExactly(401);
        assertThat(probe.refusedCodes()).containsExactly("2002");
    }

    @Test
    void aToolHasTheSameUnderItsOtherSlugs() {
        assertThat(ATELIER.tools())
                .extracting(tool -> tool.slug() + " " + tool.title())
                .containsExactly("SHELF_PUT_BOOK Put Book", "SHELF_STORE_BOOK Store Book", "SHELF_GET_BOOK Get Book");
        assertThat(ATELIER.tools().get(1).plan()).isEqualTo(PUT.plan());
    }

    @Test
    void aRequestNamesItsDoorAndItsBody() {
        var request = declared().template();

        assertThat(request.door()).isEqualTo("console");
        assertThat(request.anonymous()).isTrue();
        assertThat(request.body())
                .isEqualTo(new BodyTemplate.Members(
                        List.of(
                                new BodyTemplate.Member("tags", new Value.Objects("tags", "name")),
                                new BodyTemplate.Member("marks", new Value.Joined("marks"))),
                        Optional.of("extras")));
    }

    @Test
    void variantsKeepTheirOrderConditionsAndResults() {
        var variants = declared().variants();

        assertThat(variants)
                .extracting(Plan.Variant::when)
                .containsExactly(new Condition.Given("scan"), new Condition.Is("mode", TextNode.valueOf("move")));
        assertThat(variants)
                .extracting(Plan.Variant::result)
                .containsExactly(Optional.of(new ResultShape.Document()), Optional.empty());
        assertThat(variants.getFirst().template().body())
                .isEqualTo(new BodyTemplate.Multipart(List.of(
                        new BodyTemplate.Part("scan", "scan", PartKind.FILE),
                        new BodyTemplate.Part("title", "title", PartKind.TEXT),
                        new BodyTemplate.Part("tags", "tags", PartKind.JSON))));
    }

    @Test
    void aFileArgumentIsMarkedForTheSdks() {
        assertThat(PUT.inputSchema().at("/properties/scan/file_uploadable").asBoolean())
                .isTrue();
        assertThat(PUT.inputSchema().findValues("file_uploadable")).hasSize(1);
    }

    @Test
    void rulesKeepTheirOrder() {
        assertThat(PUT.rules())
                .containsExactly(
                        new ArgumentRule.AtLeastOne(List.of("title", "scan")),
                        new ArgumentRule.AtMostOne(List.of("tags", "marks")),
                        new ArgumentRule.Together(List.of("title", "user")),
                        new ArgumentRule.When("mode", Set.of("move", "keep"), List.of("extras"), List.of("scan")),
                        new ArgumentRule.Ascending("extras.low", "extras.high"),
                        new ArgumentRule.Unique("tags.*.id"),
                        new ArgumentRule.Same("title", "extras.low"),
                        new ArgumentRule.MaxBytes("extras", 10240));
    }

    @Test
    void theRestOfAToolBecomesItsRecord() {
        assertThat(PUT.result())
                .isEqualTo(new ResultShape.Wrap(
                        "status",
                        Optional.of(ResultShape.Kind.TEXT),
                        true,
                        JsonNodeFactory.instance.objectNode().put("kind", "book")));
        assertThat(PUT.refusal()).contains(new RefusalSign("status", "failed", "reason"));
        assertThat(PUT.sensitive()).containsExactly("token");
        assertThat(PUT.effect()).contains(new AccountEffect.Remember("token", "token", "remember"));
        var retry = PUT.retry().orElseThrow();
        assertThat(retry.argument()).isEqualTo("title");
        assertThat(retry.conflict()).isEqualTo(409);
        assertThat(retry.list()).isEqualTo("docs");
        assertThat(retry.lookup().path()).hasToString("/shelves/{shelf}/{title}");
    }

    @Test
    void anAccountCanForget() {
        var shelf = Atelier.sound()
                .change(
                        Shelf.PUT,
                        "{ remembers: token, as: token, asked: remember }",
                        "{ forgets: token, unless: user }")
                .change(Shelf.PUT, "title: { text: title }", "title: { text: title }, r: { json: remember }");

        assertThat(shelf.tool("SHELF_PUT_BOOK").effect()).contains(new AccountEffect.Forget("token", "user"));
    }

    @Test
    void pagesAreReadInTheirThreeForms() {
        var full = "pages: { offset: offset, items: items, full: size, default: 10 }";

        assertThat(paging(full, full))
                .contains(new Paging.ByOffset("offset", "items", new Paging.More.FullPage("size", Optional.of(10))));
        assertThat(paging(full, "pages: { offset: offset, items: items, more: more }"))
                .contains(new Paging.ByOffset("offset", "items", new Paging.More.Flag("more")));
        assertThat(paging(full, "pages: { token: id, from: [next, more] }"))
                .contains(new Paging.ByToken("id", List.of("next", "more")));
    }

    @Test
    void theOutputOfAToolWithPagesDeclaresTheNextPage() {
        var tool = Atelier.sound().tool("SHELF_GET_BOOK");

        assertThat(tool.outputSchema()
                        .at("/properties/next_page/properties/arguments/type")
                        .asText())
                .isEqualTo("object");
        assertThat(PUT.outputSchema().at("/properties/next_page").isMissingNode())
                .isTrue();
    }

    @Test
    void aBehaviourComesWithItsSteps() {
        var tool = Atelier.sound().tool("SHELF_GET_BOOK");

        assertThat(tool.plan()).isInstanceOfSatisfying(Plan.Behaves.class, plan -> {
            assertThat(plan.behaviour().name()).isEqualTo("shelf/sort");
            assertThat(plan.steps()).containsOnlyKeys("look", "see");
        });
    }

    private static Optional<Paging> paging(String from, String to) {
        return Atelier.sound()
                .change(Shelf.GET, from, to)
                .tool("SHELF_GET_BOOK")
                .paging();
    }

    private static ConnectionForm form() {
        return ATELIER.toolkit().connections().getFirst();
    }

    private static Plan.Declared declared() {
        return (Plan.Declared) PUT.plan();
    }
}
