package dev.patchbay.simulator.backendless;

import static dev.patchbay.simulator.backendless.BackendlessFilesAndCountersTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.simulator.http.Client;
import dev.patchbay.simulator.http.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackendlessDataTest {
    private final BackendlessSimulator backendless = BackendlessSimulator.start(0);
    private final Client app = Client.of(backendless.base());

    @AfterEach
    void stop() {
        backendless.close();
    }

    @Test
    void whatIsLeftOutSaysSoInsteadOfPretending() {
        assertThat(app.put("/data/Orchard/deep-save", "{'name':'X'}").status()).isEqualTo(404);
        assertThat(app.get("/data/Orchard/pk?id=1").status()).isEqualTo(404);
        assertThat(app.post("/data/data-grouping/Orchard", "{'pageSize':1}").status())
                .isEqualTo(404);
        assertThat(app.post("/transaction/unit-of-work", "{'operations':[]}").status())
                .isEqualTo(404);
    }

    @Test
    void aQuoteInsideTheClauseIsDoubled() {
        var found = app.postExactly("/data/Orchard/find", "{\"where\":\"name = 'Lindqvist''s Hill'\"}");

        assertThat(found.json()).map(row -> row.path("objectId").asText()).containsExactly("O-1");
        assertThat(names("name = 'Lindqvist''s Hill'")).containsExactly("Lindqvist's Hill");
    }

    @Test
    void aRowHasEveryColumn() {
        assertThat(app.get("/data/Orchard?where=" + encoded("name = 'Lindqvist''s Hill'"))
                        .json())
                .isEqualTo(json("[{`___class`:`Orchard`,`objectId`:`O-1`,`ownerId`:null,`created`:1759990000000,"
                        + "`updated`:null,`name`:`Lindqvist's Hill`,`trees`:120,`price`:9.5,`organic`:true,"
                        + "`planted`:1704067200000,`note`:null}]"));
    }

    @Test
    void columnsOrderAndPage() {
        assertThat(app.get("/data/Orchard?props=name%2Ctrees&sortBy=trees%20desc%2Cname&pageSize=2&offset=1")
                        .json())
                .isEqualTo(json("[{`___class`:`Orchard`,`objectId`:`O-3`,`name`:`Rosendal`,`trees`:120},"
                        + "{`___class`:`Orchard`,`objectId`:`O-2`,`name`:`Bergen Slope`,`trees`:80}]"));
        assertThat(app.get("/data/Orchard?property=name&property=trees&sortBy=name&pageSize=1")
                        .json())
                .isEqualTo(json("[{`___class`:`Orchard`,`objectId`:`O-2`,`name`:`Bergen Slope`,`trees`:80}]"));
    }

    @Test
    void groupsAreCounted() {
        assertThat(app.get("/data/Orchard?props=Count(objectId)%20as%20n%2Ctrees&groupBy=trees"
                                + "&having=Count(objectId)%20%3E%201")
                        .json())
                .isEqualTo(json("[{`___class`:`Orchard`,`n`:2,`trees`:120}]"));
        var sums = app.get("/data/Orchard?props=Sum(trees),Avg(trees),Min(price),Max(price)")
                .json();
        assertThat(sums).hasSize(1);
        assertThat(sums.path(0).path("sum").asInt()).isEqualTo(320);
        assertThat(sums.path(0).path("min").asDouble()).isEqualTo(7.25);
        assertThat(sums.path(0).path("max").asDouble()).isEqualTo(11.0);
    }

    @Test
    void distinctRowsHaveOnlyTheNamedColumns() {
        assertThat(app.get("/data/Orchard?distinct=true&props=trees&sortBy=trees")
                        .json())
                .isEqualTo(json("[{`___class`:`Orchard`,`trees`:80},{`___class`:`Orchard`,`trees`:120}]"));
    }

    @Test
    void aRowComesWithItsRelations() {
        var row = app.get("/data/Orchard/O-1?loadRelations=rows").json();

        assertThat(row.path("rows"))
                .map(related -> related.path("label").asText())
                .containsExactly("A", "B", "C");
        assertThat(row.path("rows").path(0).path("___class").asText()).isEqualTo("Row");
        assertThat(app.get("/data/Orchard/O-1").json().has("rows")).isFalse();
        assertThat(app.get("/data/Orchard/O-1?relationsDepth=1&relationsPageSize=2")
                        .json()
                        .path("rows"))
                .hasSize(2);
        assertThat(app.get("/data/Orchard/O-1?loadRelations=*").json().path("rows"))
                .hasSize(3);
        assertThat(app.get("/data/Orchard/O-1?loadRelations=fruit").status()).isEqualTo(400);
    }

    @Test
    void whatDoesNotExistIsNamed() {
        assertRefused(app.post("/data/Nope/find", "{}"), 1009);
        var missing = app.get("/data/Orchard/missing");
        assertRefused(missing, 1000);
        assertThat(missing.json().path("message").asText()).isEqualTo("Entity with ID missing not found");
        assertThat(app.get("/data/Orchard?where=" + encoded("fruit = 1"))
                        .json()
                        .path("message")
                        .asText())
                .isEqualTo("Column 'fruit' does not exist in table 'Orchard'");
    }

    @Test
    void theSameQuestionByGetAndByPostGivesTheSameRows() {
        assertThat(app.post("/data/Orchard/find", "{'where':'trees = 120','sortBy':['name desc'],'pageSize':1}")
                        .json())
                .isEqualTo(app.get("/data/Orchard?where=" + encoded("trees = 120") + "&sortBy=name%20desc&pageSize=1")
                        .json());
    }

    @Test
    void aPageHasAtMostAHundredRowsAndMayBeEmpty() {
        assertThat(app.get("/data/Orchard?pageSize=101").status()).isEqualTo(400);
        assertThat(app.get("/data/Orchard?offset=50").json()).isEmpty();
    }

    @Test
    void clausesSelect() {
        assertThat(names("trees > 80 and price <= 9.5")).containsExactly("Lindqvist's Hill");
        assertThat(names("trees = 80 or organic = true and price > 10")).containsExactly("Bergen Slope", "Rosendal");
        assertThat(names("(trees = 80 or organic = true) and price > 10")).containsExactly("Rosendal");
        assertThat(names("not organic = true")).containsExactly("Bergen Slope");
        assertThat(names("name LIKE '%s%' AND name not like 'B_rgen%'"))
                .containsExactly("Lindqvist's Hill", "Rosendal");
        assertThat(names("trees in (1, 80)")).containsExactly("Bergen Slope");
        assertThat(names("price between 8 and 10")).containsExactly("Lindqvist's Hill");
        assertThat(names("planted is not null")).containsExactly("Lindqvist's Hill");
        assertThat(names("planted IS NULL")).containsExactly("Bergen Slope", "Rosendal");
        assertThat(names("planted at or after 1704067200000")).containsExactly("Lindqvist's Hill");
        assertThat(names("rows.label = 'B'")).containsExactly("Lindqvist's Hill");
        assertThat(names("trees != 120")).containsExactly("Bergen Slope");
    }

    @Test
    void aComparisonWithNullSelectsNeitherWayRound() {
        assertThat(names("planted = 5")).isEmpty();
        assertThat(names("not planted = 5")).containsExactly("Lindqvist's Hill");
    }

    @Test
    void aClauseThatCannotBeReadIsRefused() {
        for (String clause : List.of(
                "name =",
                "name = 'open",
                "= 5",
                "name 5",
                "(name = 'x'",
                "name = 'x' extra",
                "Count(trees) > 1",
                "name ~ 'x'",
                "(".repeat(5000) + "trees = 1")) {
            assertThat(app.postExactly(
                                    "/data/Orchard/find",
                                    Json.object().put("where", clause).toString())
                            .status())
                    .as(clause)
                    .isEqualTo(400);
        }
    }

    @Test
    void aLongClauseWorks() {
        String clause = "name = 'Rosendal'" + " or name = 'nobody'".repeat(200);

        assertThat(names(clause)).containsExactly("Rosendal");
    }

    private List<String> names(String where) {
        JsonNode found = app.get("/data/Orchard?where=" + encoded(where)).json();
        return StreamSupport.stream(found.spliterator(), false)
                .map(row -> row.path("name").asText())
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static JsonNode json(String text) {
        return Json.parse(text.replace('`', '"')).orElseThrow();
    }
}
