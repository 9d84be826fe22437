package dev.patchbay.simulator.backendless;

import static dev.patchbay.simulator.backendless.BackendlessFilesAndCountersTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.simulator.http.Client;
import dev.patchbay.simulator.http.Json;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackendlessUsersTest {
    private static final String NORA = "{'email':'nora@orchard.test','password':'Fig-55!','name':'Nora'}";
    private static final String IDA = "{'login':'ida@orchard.test','password':'Ringo-88!'}";

    private final BackendlessSimulator backendless = BackendlessSimulator.start(0);
    private final Client app = Client.of(backendless.base());

    @AfterEach
    void stop() {
        backendless.close();
    }

    @Test
    void aRegistrationAnswersWithTheAccountWithoutPasswordOrToken() {
        assertThat(app.post("/users/register", NORA).json())
                .isEqualTo(json("{'___class':'Users','objectId':'U-3','email':'nora@orchard.test','name':'Nora',"
                        + "'ownerId':'U-3','userStatus':'ENABLED','socialAccount':'BACKENDLESS',"
                        + "'created':1760000000000,'updated':null,'lastLogin':null}"));
        assertRefused(app.post("/users/register", NORA), 3033);
        assertThat(app.get("/data/Users?pageSize=100").text()).doesNotContain("Fig-55!", "Ringo-88!", "password");
    }

    @Test
    void aRegistrationNamesWhatIsMissing() {
        assertRefused(app.post("/users/register", "{'email':'a@b.test'}"), 3011);
        assertRefused(app.post("/users/register", "{'password':'x'}"), 3013);
        assertRefused(app.post("/users/register", "{'email':'no address','password':'x'}"), 3040);
        assertRefused(app.post("/users/register", "{'id':1,'email':'a@b.test','password':'x'}"), 3039);
    }

    @Test
    void anUnknownPropertyBecomesAColumn() {
        app.post("/users/register", "{'email':'a@b.test','password':'x','blUserLocale':'de'}");

        assertThat(app.get("/data/Users/U-3").json().path("blUserLocale").asText())
                .isEqualTo("de");
        assertThat(app.get("/data/Users/U-1").json().path("blUserLocale").isNull())
                .isTrue();
    }

    @Test
    void aWrongPasswordIsRefused() {
        assertRefused(app.post("/users/login", "{'login':'ida@orchard.test','password':'wrong'}"), 3003);
        assertRefused(app.post("/users/login", "{'login':'nobody@orchard.test','password':'wrong'}"), 3003);
        assertRefused(app.post("/users/login", "{'login':'ida@orchard.test','password':''}"), 3006);
    }

    @Test
    void aLoginAnswersWithAToken() {
        assertThat(app.post("/users/login", IDA).json())
                .isEqualTo(json("{'___class':'Users','objectId':'U-1','email':'ida@orchard.test','name':'Ida',"
                        + "'ownerId':'U-1','userStatus':'ENABLED','socialAccount':'BACKENDLESS',"
                        + "'created':1759990000000,'updated':null,'lastLogin':1760000000000,"
                        + "'user-token':'TOKEN-0001'}"));
        assertThat(as("TOKEN-0001").get("/users/isvalidusertoken/TOKEN-0001").text())
                .isEqualTo("true");
    }

    @Test
    void aTokenIsDeadAfterLogout() {
        app.post("/users/login", IDA);

        var logout = as("TOKEN-0001").get("/users/logout");

        assertThat(logout.status()).isEqualTo(200);
        assertThat(logout.text()).isEmpty();
        var dead = as("TOKEN-0001").get("/counters/visits");
        assertRefused(dead, 3064);
        assertThat(dead.json().path("message").asText()).contains("Not existing user token");
        assertThat(as("TOKEN-0001").get("/users/isvalidusertoken/TOKEN-0001").text())
                .isEqualTo("false");
    }

    @Test
    void anUnknownTokenSpoilsEveryCall() {
        for (String path : new String[] {"/info", "/files/reports", "/data/Orchard", "/users/logout"}) {
            assertRefused(as("TOKEN-9999").get(path), 3064);
        }
    }

    @Test
    void aNewLoginEndsTheOlderOne() {
        app.post("/users/login", IDA);
        app.post("/users/login", IDA);

        assertThat(app.get("/users/isvalidusertoken/TOKEN-0001").text()).isEqualTo("false");
        assertRefused(as("TOKEN-0001").get("/counters/visits"), 3064);
        assertThat(app.get("/users/isvalidusertoken/TOKEN-0002").text()).isEqualTo("true");
    }

    @Test
    void aTokenLivesAnHourAfterItsLastUse() {
        app.post("/users/login", IDA);
        backendless.advance(Duration.ofMinutes(50));
        as("TOKEN-0001").get("/counters/visits");
        backendless.advance(Duration.ofMinutes(50));
        assertThat(app.get("/users/isvalidusertoken/TOKEN-0001").text()).isEqualTo("true");

        backendless.advance(Duration.ofMinutes(61));

        assertThat(app.get("/users/isvalidusertoken/TOKEN-0001").text()).isEqualTo("false");
        assertRefused(as("TOKEN-0001").get("/counters/visits"), 3064);
    }

    @Test
    void aBodyMustSayThatItIsJson() {
        var untyped = Client.of(backendless.base(), "Content-Type", "text/plain");

        assertRefused(untyped.post("/users/login", IDA), 8011);
    }

    private Client as(String token) {
        return Client.of(backendless.base(), "user-token", token);
    }

    private static com.fasterxml.jackson.databind.JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"')).orElseThrow();
    }
}
