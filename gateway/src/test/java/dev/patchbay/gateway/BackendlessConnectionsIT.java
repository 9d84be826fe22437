package dev.patchbay.gateway;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.patchbay.simulator.backendless.Orchard;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connecting to Backendless in each of its forms: the credential is tried, and what a form lacks is said. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class BackendlessConnectionsIT {
    private static final String KEY =
            "'application_id':'" + Orchard.APPLICATION_ID + "','rest_api_key':'" + Orchard.REST_API_KEY + "'";
    private static final String WRONG_KEY = "00000000-0000-4000-8000-0000000WRONG";

    private final Projects projects;
    private Project project = new Project("");

    BackendlessConnectionsIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aProject() {
        project = projects.create();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{" + KEY + "}",
                "{'region':'eu'," + KEY + "}",
                "{'host':'backend.orchard.example'," + KEY + "}",
                "{'domain':'orchard.backendless.app'}"
            })
    void aCredentialThatWorksMakesAnActiveAccountInEveryForm(String fields) {
        project.get("/connected_accounts/" + connect(fields))
                .body("status", equalTo("ACTIVE"))
                .body("status_reason", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"'region':'us'", "'host':'backend.orchard.example'"})
    void aWrongKeyMakesAFailedAccountInEveryFormThatHasOne(String form) {
        var fields =
                "{" + form + ",'application_id':'" + Orchard.APPLICATION_ID + "','rest_api_key':'" + WRONG_KEY + "'}";
        project.get("/connected_accounts/" + connect(fields))
                .body("status", equalTo("FAILED"))
                .body("status_reason", containsString("refused the credential"))
                .body("status_reason", not(containsString(WRONG_KEY)));
    }

    /** The key works; that the user has to log in again is a matter of the calls. */
    @Test
    void aUserTokenThatHasRunOutIsNotTakenForAWrongKey() {
        project.get("/connected_accounts/" + connect("{" + KEY + ",'user_token':'TOKEN-OF-YESTERDAY'}"))
                .body("status", equalTo("ACTIVE"))
                .body("status_reason", nullValue());
        project.post(
                        "/tools/execute/BACKENDLESS_GET_COUNTER_VALUE",
                        "{'user_id':'ada','arguments':{'counter_name':'visits'}}")
                .statusCode(200)
                .body("successful", is(false))
                .body("data.code", equalTo("3064"))
                .body("error", containsString("Log in again"))
                .body("error", not(containsString("TOKEN-OF-YESTERDAY")));
    }

    @Test
    void aTimerToolSaysWhatTheConnectionLacksAndSendsNothing() {
        connect("{" + KEY + "}");
        project.post("/tools/execute/BACKENDLESS_GET_TIMER", "{'user_id':'ada','arguments':{'name':'pickup'}}")
                .statusCode(400)
                .body("error.message", containsString("auth_key"))
                .body("error.message", containsString("nothing was sent"));
    }

    private String connect(String fields) {
        return project.connect(project.authConfig("backendless"), "ada", fields);
    }
}
