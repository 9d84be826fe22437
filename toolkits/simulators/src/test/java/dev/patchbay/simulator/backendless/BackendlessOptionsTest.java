package dev.patchbay.simulator.backendless;

import static dev.patchbay.simulator.backendless.BackendlessFilesAndCountersTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.simulator.http.Client;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The ways in which the simulator can be told to be another Backendless. */
class BackendlessOptionsTest {
    private final BackendlessSimulator backendless = BackendlessSimulator.start(0);
    private final Client app = Client.of(backendless.base());
    private final Client control = Client.of(backendless.origin() + "/__sim");

    @AfterEach
    void stop() {
        backendless.close();
    }

    @Test
    void everyOptionIsListedAndAResetBringsItBack() {
        assertThat(control.get("/options").json()).hasSize(Option.values().length);

        assertThat(control.post("/options", "{'legacy_200':true,'calls_per_minute':7}")
                        .status())
                .isEqualTo(200);

        assertThat(control.get("/options").json().path("legacy_200").asText()).isEqualTo("true");
        assertThat(control.get("/options").json().path("calls_per_minute").asText())
                .isEqualTo("7");
        backendless.reset();
        assertThat(control.get("/options").json().path("legacy_200").asText()).isEqualTo("false");
    }

    @Test
    void aWrongOptionIsNamedAndNothingChanges() {
        var reply = control.post("/options", "{'legacy_200':true,'mail':'sometimes'}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("mail", "sometimes");
        assertThat(control.get("/options").json().path("legacy_200").asText()).isEqualTo("false");
        assertThatThrownBy(() -> backendless.set(Option.MAIL, "sometimes")).hasMessageContaining("mail");
    }

    @Test
    void errorsCanTravelWithAGoodStatus() {
        backendless.set(Option.LEGACY_200, "true");

        var reply = app.get("/data/Nope");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("code").asInt()).isEqualTo(1009);
    }

    @Test
    void aPlanAllowsSoManyCallsInAMinute() {
        backendless.set(Option.CALLS_PER_MINUTE, "2");
        app.get("/counters/visits");
        backendless.advance(Duration.ofSeconds(30));
        app.get("/counters/visits");

        assertRefused(app.get("/counters/visits"), 999);
        backendless.advance(Duration.ofSeconds(30));
        assertThat(app.get("/counters/visits").text()).isEqualTo("41");
        assertRefused(app.get("/counters/visits"), 999);
    }

    @Test
    void statusesAndCodesThatNobodyVerifiedCanBeChanged() {
        backendless.set(Option.WRONG_LOGIN_STATUS, "401");
        backendless.set(Option.ENTITY_NOT_FOUND_CODE, "1025");
        backendless.set(Option.WRONG_APPLICATION_STATUS, "404");
        backendless.set(Option.CONSOLE_REFUSED_STATUS, "403");

        assertThat(app.post("/users/login", "{'login':'ida@orchard.test','password':'x'}")
                        .status())
                .isEqualTo(401);
        assertRefused(app.get("/data/Orchard/missing"), 1025);
        assertThat(Client.of(backendless.origin())
                        .get("/" + Orchard.APPLICATION_ID + "/WRONG/info")
                        .status())
                .isEqualTo(404);
        assertThat(Client.of(backendless.origin())
                        .get("/" + Orchard.APPLICATION_ID + "/console/servercode")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void answersOfTheFileStorageHaveSeveralForms() {
        String copy = "{'sourcePath':'/web/index.html','targetPath':'/%s'}";

        backendless.set(Option.PATH_ANSWER, "bare");
        assertThat(app.put("/files/copy", copy.formatted("a")).text()).isEqualTo("/a/index.html");
        backendless.set(Option.PATH_ANSWER, "url");
        assertThat(app.put("/files/copy", copy.formatted("b")).json().asText())
                .isEqualTo(backendless.base() + "/files/b/index.html");
        backendless.set(Option.DELETE_ANSWER, "empty");
        assertThat(app.delete("/files/a", "").text()).isEmpty();
        backendless.set(Option.DIRECTORY_SIZE, "null");
        assertThat(app.get("/files/").json().get(0).path("size").isNull()).isTrue();
        backendless.set(Option.DIRECTORY_SIZE, "absent");
        assertThat(app.get("/files/").json().get(0).has("size")).isFalse();
        assertThat(app.get("/files/reports?pattern=regex:.*pdf").json()).isEmpty();
        backendless.set(Option.LISTING_PATTERN, "prefixed");
        assertThat(app.get("/files/reports?pattern=regex:.*pdf").json()).hasSize(1);
    }

    @Test
    void aChangeOfFilesSettlesAfterATime() {
        backendless.set(Option.SETTLE_MS, "2000");

        app.delete("/files/reports/archive", "");

        assertThat(app.get("/files/reports").json()).hasSize(3);
        backendless.advance(Duration.ofSeconds(2));
        assertThat(app.get("/files/reports").json()).hasSize(2);
    }

    @Test
    void idsCanBeUuidsThatAreTheSameInEveryRun() {
        backendless.set(Option.IDS, "uuid");
        String first = app.post("/data/Orchard", "{'name':'X'}")
                .json()
                .path("objectId")
                .asText();
        backendless.reset();
        backendless.set(Option.IDS, "uuid");

        assertThat(first).matches("[0-9A-F-]{36}");
        assertThat(app.post("/data/Orchard", "{'name':'X'}")
                        .json()
                        .path("objectId")
                        .asText())
                .isEqualTo(first);
    }

    @Test
    void aHiveThatWasNeverCreatedIsRefusedOrEmpty() {
        assertThat(app.get("/hive/attic/map/m").status()).isEqualTo(400);

        backendless.set(Option.UNKNOWN_HIVE, "empty");

        assertThat(app.get("/hive/attic/map/m").text()).isEqualTo("{}");
        assertThat(app.get("/hive/attic/list/l").text()).isEqualTo("[]");
    }
}
