package dev.patchbay.simulator.backendless;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.simulator.http.Client;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Access, files and counters, each from the seed. */
class BackendlessFilesAndCountersTest {
    private final BackendlessSimulator backendless = BackendlessSimulator.start(0);
    private final Client app = Client.of(backendless.base());

    @AfterEach
    void stop() {
        backendless.close();
    }

    @Test
    void bothFormsOfTheAddressGiveTheSameInfo() {
        var info = app.get("/info").json();

        assertThat(info.path("appId").asText()).isEqualTo(Orchard.APPLICATION_ID);
        assertThat(info.path("apiKey").asText()).isEqualTo(Orchard.REST_API_KEY);
        assertThat(info.path("rtURL").isTextual()).isTrue();
        assertThat(info.path("loggers").path(0).path("level").asText()).isEqualTo("all");
        assertThat(Client.of(backendless.origin()).get("/api/info").json()).isEqualTo(info);
        assertThat(Client.of(backendless.origin() + "/api/" + Orchard.APPLICATION_ID + "/" + Orchard.REST_API_KEY)
                        .get("/info")
                        .json())
                .isEqualTo(info);
    }

    @Test
    void aWrongKeyOrApplicationIsRefused() {
        for (String path : new String[] {
            "/" + Orchard.APPLICATION_ID + "/WRONG-KEY/info",
            "/OTHER/" + Orchard.REST_API_KEY + "/info",
            "/api/" + Orchard.APPLICATION_ID + "/WRONG-KEY/info",
            "/"
        }) {
            assertRefused(Client.of(backendless.origin()).get(path), 2002);
        }
    }

    @Test
    void anUnknownRouteNamesItself() {
        var reply = app.get("/fruit/apples");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().path("code").asInt()).isZero();
        assertThat(reply.json().path("message").asText()).contains("/fruit/apples");
    }

    @Test
    void aDirectoryIsListed() {
        var entries = app.get("/files/reports").json();

        assertThat(entries)
                .map(entry -> entry.path("name").asText())
                .containsExactly("archive", "2025 q1.txt", "übersicht.pdf");
        assertThat(entries.path(1))
                .isEqualTo(Json.literal(("{'name':'2025 q1.txt','createdOn':1759990000000,'publicUrl':'"
                                + backendless.base()
                                + "/files/reports/2025%20q1.txt','url':'/reports/2025 q1.txt','size':12}")
                        .replace('\'', '"')));
        assertThat(entries.path(2).path("publicUrl").asText()).endsWith("/files/reports/%C3%BCbersicht.pdf");
        assertThat(entries.path(0).path("size").asInt()).isZero();
        assertThat(app.get("/files/").json())
                .map(entry -> entry.path("name").asText())
                .containsExactly("reports", "web");
    }

    @Test
    void aListingIsFilteredRecursiveAndPaged() {
        var entries = app.get("/files/reports?pattern=*.txt&sub=true&pagesize=1&offset=1")
                .json();

        assertThat(entries).hasSize(1);
        assertThat(entries.path(0).path("url").asText()).isEqualTo("/reports/archive/old.txt");
        assertThat(entries.path(0).path("size").asInt()).isEqualTo(5);
    }

    @Test
    void filesAreCounted() {
        assertThat(app.get("/files/reports?action=count&pattern=regex%3A.*%5C.pdf&sub=true&countDirectories=false")
                        .text())
                .isEqualTo("1");
        assertThat(app.get("/files/reports?action=count").text()).isEqualTo("2");
        assertThat(app.get("/files/reports?action=count&countDirectories=true").text())
                .isEqualTo("3");
        assertThat(app.get("/files/reports?action=count&sub=true").text()).isEqualTo("3");
        assertThat(app.get("/files/reports?action=exists").text()).isEqualTo("true");
        assertThat(app.get("/files/nowhere?action=exists").text()).isEqualTo("false");
    }

    @Test
    void whatIsNotThereCannotBeListed() {
        assertRefused(app.get("/files/nowhere"), 6000);
        assertRefused(app.get("/files/web/index.html?action=count"), 6000);
        assertThat(app.get("/files/reports?pagesize=0").status()).isEqualTo(400);
        assertThat(app.get("/files/reports?action=count&pattern=regex:(").status())
                .isEqualTo(400);
    }

    @Test
    void aDirectoryIsCreatedWithAllThatLeadsToIt() {
        var created = app.post("/files/new%20season/2026/", "");

        assertThat(created.status()).isEqualTo(200);
        assertThat(created.text()).isEmpty();
        assertThat(app.get("/files/new%20season")
                        .json()
                        .path(0)
                        .path("createdOn")
                        .asLong())
                .isEqualTo(Orchard.NOW);
        assertThat(app.post("/files/new%20season/2026", "").status()).isEqualTo(200);
        assertRefused(app.post("/files/a%3Cb", ""), 6006);
        assertRefused(app.post("/files/web/index.html", ""), 6018);
    }

    @Test
    void countersAnswerWithBareValues() {
        assertThat(app.get("/counters/visits").text()).isEqualTo("41");
        assertThat(app.get("/counters/never-used").text()).isEqualTo("0");
        String set = "/counters/visits/get/compareandset?expected=41&updatedvalue=100";
        assertThat(app.put(set, "").text()).isEqualTo("true");
        assertThat(app.put(set, "").text()).isEqualTo("false");
        assertThat(app.get("/counters/visits").text()).isEqualTo("100");
        assertThat(app.put("/counters/visits/get/compareandset?expected=100", "")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aResetCounterReadsZero() {
        var reset = app.put("/counters/visits/reset", "");

        assertThat(reset.status()).isEqualTo(200);
        assertThat(reset.text()).isEmpty();
        assertThat(app.get("/counters/visits").text()).isEqualTo("0");
    }

    @Test
    void largeNumbersStayExact() {
        app.put("/counters/a%2Fb/get/compareandset?expected=0&updatedvalue=9007199254740993", "");

        assertThat(app.get("/counters/a%2Fb").text()).isEqualTo("9007199254740993");
        assertThat(app.get("/counters/a/b").status()).isEqualTo(404);
    }

    static void assertRefused(Reply reply, int code) {
        assertThat(reply.status()).isEqualTo(400);
        JsonNode error = reply.json();
        assertThat(error.path("code").asInt()).isEqualTo(code);
        assertThat(error.path("message").asText()).isNotEmpty();
        assertThat(error.path("errorData").isObject()).isTrue();
    }
}
