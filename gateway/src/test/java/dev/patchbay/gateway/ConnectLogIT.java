package dev.patchbay.gateway;

import static dev.patchbay.gateway.testhttp.Http.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

/** A link's token opens the page, so it stands in no log and no metric, however a request ends (R15, R69). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class ConnectLogIT {
    private static final ExtFormatter WHOLE = new PatternFormatter("%s %X %e");

    private final Projects projects;

    ConnectLogIT(Projects projects) {
        this.projects = projects;
    }

    @Test
    void neitherTheTokenNorTheKeyIsLoggedOrCounted() throws SQLException {
        var project = projects.create();
        project.authConfig("scale_ai");
        var session = project.session("ada", "scale_ai").getString("session_id");
        var logged = new StringWriter();
        var handler = into(new PrintWriter(logged, true));
        var ours = Logger.getLogger("dev.patchbay");
        Logger.getLogger("").addHandler(handler);
        ours.setLevel(Level.FINE);
        var page = new ConnectPage(project.post("/tool_router/session/" + session + "/link", "{'toolkit':'scale_ai'}")
                .extract()
                .path("redirect_url"));
        try {
            page.open().then().statusCode(200);
            page.type("api_key", "test_a_wrong_key_0").then().statusCode(422);
            given().post(page.url()).then().statusCode(403);
            given().put(page.url()).then().statusCode(405);
            given().header("Host", "evil.example").get(page.url()).then().statusCode(403);
            given().get(page.url() + "/..;/x").then().statusCode(404);
            given().get(page.url().replace("/link/", "//link/"));
            broken(project, () -> page.open().then().statusCode(500));
            page.open();
            page.type("api_key", Project.SCALE_KEY).then().statusCode(200);
            page.open().then().statusCode(410);
        } finally {
            Logger.getLogger("").removeHandler(handler);
            ours.setLevel(null);
        }

        assertThat(logged.toString())
                .contains("resource=ConnectPages.show status=200", "resource=ConnectPages.try status=200")
                .contains("unexpected failure on a Connect page")
                .doesNotContain(page.token(), page.token().substring(3), Project.SCALE_KEY, "test_a_wrong_key_0");
        assertThat(given().get("/q/metrics").asString())
                .contains("/link/{token}")
                .doesNotContain(page.token(), page.token().substring(3));
    }

    /** An error that nobody foresaw, with the address at hand. */
    private static void broken(Project project, Runnable visit) throws SQLException {
        AuditLog.asOwner(project.tenant(), "ALTER TABLE connect_link RENAME COLUMN attempts TO broken");
        try {
            visit.run();
        } finally {
            AuditLog.asOwner(project.tenant(), "ALTER TABLE connect_link RENAME COLUMN broken TO attempts");
        }
    }

    private static Handler into(PrintWriter writer) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                var parameters = line.getParameters() == null ? List.of() : List.of(line.getParameters());
                writer.println(line.getMessage() + " " + parameters);
                writer.println(WHOLE.format(line));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
