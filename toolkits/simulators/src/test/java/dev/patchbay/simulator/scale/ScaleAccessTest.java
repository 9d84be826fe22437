package dev.patchbay.simulator.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.simulator.http.Client;
import dev.patchbay.simulator.http.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScaleAccessTest {
    private final ScaleSimulator scale = ScaleSimulator.start(0);
    private final Client test = Client.of(scale.origin(), "Authorization", Client.basic(ScaleSimulator.TEST_KEY));

    @AfterEach
    void stop() {
        scale.close();
    }

    @Test
    void anUnknownKeyIsRefusedAsNoKeyIs() {
        var unknown = Client.of(scale.origin(), "Authorization", Client.basic("dummy_api_key"));

        assertThat(unknown.get("/v1/batches?limit=1").status()).isEqualTo(401);
        var reply = Client.of(scale.origin()).get("/v1/batches?limit=1");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.json().path("status_code").asInt()).isEqualTo(401);
        assertThat(reply.json().path("error").asText()).isNotEmpty();
    }

    @Test
    void aKeyWithAPasswordIsRefused() {
        String pair = ScaleSimulator.TEST_KEY + ":x";
        var withPassword = Client.of(
                scale.origin(),
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));

        assertThat(withPassword.get("/v1/projects").status()).isEqualTo(401);
    }

    @Test
    void bearerIsAcceptedAndTheTeamHasFour() {
        var live = Client.of(scale.origin(), "Authorization", "Bearer " + ScaleSimulator.LIVE_KEY);

        var team = live.get("/v1/teams").json();

        assertThat(team).hasSize(4);
        assertThat(team.path(2).path("email").asText()).isEqualTo("cy@orchard.example");
        assertThat(team.path(2).path("isStudioLabeler").asBoolean()).isTrue();
        assertThat(team.path(3).path("role").asText()).isEqualTo("invited");
        assertThat(team.path(3).has("expiry")).isTrue();
    }

    @Test
    void aTestKeyDoesNotSeeWhatIsLive() {
        assertThat(test.get("/v1/projects/Rapid%20Crates").status()).isEqualTo(404);
    }

    @Test
    void aRegisteredKeyHasAnEnvironmentOfItsOwnUntilReset() {
        assertThat(test.post("/__sim/keys", "{'key':'test_other','mode':'test'}")
                        .status())
                .isEqualTo(200);
        var other = Client.of(scale.origin(), "Authorization", Client.basic("test_other"));

        assertThat(other.get("/v1/projects").json()).isEmpty();
        other.post("/v1/projects", "{'type':'imageannotation','name':'Mine'}");
        assertThat(test.get("/v1/projects/Mine").status()).isEqualTo(404);
        assertThat(other.get("/v1/projects/Mine").status()).isEqualTo(200);

        scale.reset();
        assertThat(other.get("/v1/projects").status()).isEqualTo(401);
    }

    @Test
    void authenticationComesBeforeTheRouteAndTheRouteBeforeTheBody() {
        assertThat(Client.of(scale.origin()).get("/v1/nothing").status()).isEqualTo(401);
        assertThat(test.post("/v1/nothing", "{broken").status()).isEqualTo(404);
        assertThat(test.post("/v1/batches", "{broken").status()).isEqualTo(400);
        assertThat(test.send("PATCH", "/v1/batches", "{}").status()).isEqualTo(404);
    }

    @Test
    void theBodyIsReadBeforeTheObjectIsLookedUpAndTheObjectBeforeItsParameters() {
        assertThat(test.put("/v1/task/nobody/tags", "[broken").status()).isEqualTo(400);
        assertThat(test.put("/v1/task/nobody/tags", "{}").status()).isEqualTo(404);
    }

    @Test
    void aTrailingSlashAndADoubledOneAfterTheVersionAreTolerated() {
        assertThat(test.get("/v1//projects/").json()).hasSize(3);
        assertThat(test.get("/v1/task//tags").status()).isEqualTo(404);
    }

    @Test
    void theJournalKnowsWhichKeyButNeverHoldsAForeignOne() {
        test.get("/v1/projects?archived=true");
        Client.of(scale.origin(), "Authorization", "Bearer somebodys-real-key").get("/v1/projects");

        var journal = scale.journal();

        assertThat(journal).extracting(Exchange::status).containsExactly(200, 401);
        assertThat(journal.getFirst().headers().get("authorization")).containsExactly("Basic test_sim_orchard_01");
        assertThat(journal.getFirst().rawQuery()).isEqualTo("archived=true");
        assertThat(journal.getLast().headers().get("authorization")).containsExactly("Bearer (unknown key)");
    }
}
