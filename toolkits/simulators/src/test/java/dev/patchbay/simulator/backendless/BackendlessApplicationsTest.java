package dev.patchbay.simulator.backendless;

import static dev.patchbay.simulator.backendless.BackendlessFilesAndCountersTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.simulator.http.Client;
import dev.patchbay.simulator.http.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several applications behind one origin, their domains, and what the test may steer of them. */
class BackendlessApplicationsTest {
    private final BackendlessSimulator backendless = BackendlessSimulator.start(0);
    private final Client app = Client.of(backendless.base());
    private final Client control = Client.of(backendless.origin() + "/__sim");

    @AfterEach
    void stop() {
        backendless.close();
    }

    @Test
    void theHostNamesTheApplicationWhereThePathDoesNot() throws IOException {
        assertThat(infoAt(Orchard.CELLAR_HOST)).contains(Orchard.CELLAR_ID);
        assertThat(infoAt("orchard.localhost")).contains(Orchard.APPLICATION_ID);
        assertThat(infoAt("elsewhere.test")).contains(Orchard.APPLICATION_ID);

        backendless.set(Option.UNMAPPED_HOST, "refused");

        assertThat(infoAt(Orchard.CELLAR_HOST)).contains(Orchard.CELLAR_ID);
        assertThat(infoAt("elsewhere.test")).contains("400", "2002").doesNotContain(Orchard.APPLICATION_ID);
    }

    @Test
    void oneApplicationsKeyDoesNotOpenAnother() {
        var origin = Client.of(backendless.origin());

        assertRefused(origin.get("/" + Orchard.CELLAR_ID + "/" + Orchard.REST_API_KEY + "/info"), 2002);
        assertRefused(origin.get("/" + Orchard.APPLICATION_ID + "/" + Orchard.CELLAR_KEY + "/info"), 2002);
        assertThat(origin.get("/" + Orchard.CELLAR_ID + "/" + Orchard.CELLAR_KEY + "/counters/bottles")
                        .text())
                .isEqualTo("7");
    }

    @Test
    void aTokenIsGoodInItsOwnApplicationOnly() {
        app.post("/users/login", "{'login':'ida@orchard.test','password':'Ringo-88!'}");
        var cellar = "/" + Orchard.CELLAR_ID + "/" + Orchard.CELLAR_KEY;

        Reply reply = Client.of(backendless.origin() + cellar, "user-token", "TOKEN-0001")
                .get("/counters/bottles");

        assertRefused(reply, 3064);
    }

    @Test
    void aTestCanBringASeedOfItsOwn() {
        var planted = control.post(
                "/seed", "{'applications':[{'id':'A-1','restKey':'K-1','counters':{'n':9007199254740993}}]}");

        assertThat(planted.status()).isEqualTo(200);
        var own = Client.of(backendless.origin() + "/A-1/K-1");
        assertThat(own.get("/counters/n").text()).isEqualTo("9007199254740993");
        assertThat(own.put("/counters/n/increment/get", "").text()).isEqualTo("9007199254740994");
        assertRefused(app.get("/info"), 2002);
        backendless.reset();
        assertThat(app.get("/info").status()).isEqualTo(200);
        assertThat(control.post("/seed", "{}").status()).isEqualTo(400);
    }

    @Test
    void theWholeApplicationIsTheLastLevelOfPermissions() {
        control.post("/permissions", "{'effect':'DENY','permission':'REMOVE','role':'*'}");
        assertRefused(app.delete("/data/Orchard/O-1", ""), 1014);

        app.put("/data/Orchard/permissions/GRANT", "{'permission':'REMOVE','role':'NotAuthenticatedUser'}");
        assertThat(app.delete("/data/Orchard/O-1", "").status()).isEqualTo(200);
        assertRefused(app.delete("/data/Row/R-1", ""), 1014);

        app.put("/data/Orchard/permissions/DENY/O-2", "{'permission':'*','user':'*'}");
        assertRefused(app.delete("/data/Orchard/O-2", ""), 1014);
        var code = Client.of(backendless.origin() + "/" + Orchard.APPLICATION_ID + "/" + Orchard.CLOUD_CODE_KEY);
        assertThat(code.delete("/data/Orchard/O-2", "").status()).isEqualTo(200);
    }

    @Test
    void theConsoleNeedsADevelopersKey() {
        var console = "/" + Orchard.APPLICATION_ID + "/console/servercode";

        assertThat(Client.of(backendless.origin()).get(console).status()).isEqualTo(401);
        assertThat(Client.of(backendless.origin(), "auth-key", Orchard.REST_API_KEY)
                        .get(console)
                        .status())
                .isEqualTo(401);
        assertThat(Client.of(backendless.origin(), "auth-key", Orchard.AUTH_KEY)
                        .get(console)
                        .text())
                .isEqualTo("[]");
    }

    /** By hand, because HTTP clients do not let a test choose the host. */
    private String infoAt(String host) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), backendless.port())) {
            socket.getOutputStream()
                    .write(("GET /api/info HTTP/1.1\r\nHost: " + host + ":80\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
