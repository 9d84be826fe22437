package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.RouteTable.Opens;
import dev.patchbay.gateway.session.Origins;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How a path is spelled decides nothing (R26). The requests are written by hand, because clients tidy paths up; each route of
 * {@link RouteTable} is asked for in every spelling.
 */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class PathVariantsIT {
    private final Projects projects;
    private final Credentials credentials;
    private final Origins origins;
    private World ours = World.NONE;

    PathVariantsIT(Projects projects, Credentials credentials, Origins origins) {
        this.projects = projects;
        this.credentials = credentials;
        this.origins = origins;
    }

    @BeforeEach
    void aTenant() {
        ours = World.of(projects.create());
    }

    @Test
    void noSpellingOpensARouteWithoutACredential() throws IOException {
        var softly = new SoftAssertions();
        for (var row : RouteTable.ROWS) {
            for (var target : spellings(credentials.named(ours, row.path()))) {
                var answer = send(row.method(), target, ours.named(row.body()), Map.of());
                softly.assertThat(answer.status())
                        .as("%s %s", row.method(), target)
                        .isBetween(300, 499);
                softly.assertThat(answer.text())
                        .as("%s %s", row.method(), target)
                        .doesNotContain(ours.secrets());
            }
        }
        softly.assertAll();
    }

    @Test
    void noSpellingShowsATenantWhatIsAnothers() throws IOException {
        var before = ours.project().get("/connected_accounts").extract().asString();
        var eve = projects.create();
        var softly = new SoftAssertions();
        for (var row : RouteTable.ROWS.stream()
                .filter(row -> row.opens() != Opens.ADMIN_KEY)
                .toList()) {
            for (var target : spellings(credentials.named(ours, row.path()))) {
                var answer = send(row.method(), target, ours.named(row.body()), Map.of("x-api-key", eve.apiKey()));
                softly.assertThat(answer.text())
                        .as("%s %s", row.method(), target)
                        .doesNotContain(ours.secrets());
                if (row.namesObjects()) {
                    softly.assertThat(answer.status())
                            .as("%s %s", row.method(), target)
                            .isBetween(300, 499);
                }
            }
        }
        softly.assertAll();
        assertThat(ours.project().get("/connected_accounts").extract().asString())
                .isEqualTo(before);
    }

    @Test
    void noSpellingOpensTheAdministrationToATenant() throws IOException {
        var softly = new SoftAssertions();
        for (var row : RouteTable.ROWS.stream()
                .filter(row -> row.opens() == Opens.ADMIN_KEY)
                .toList()) {
            for (var target : spellings(credentials.named(ours, row.path()))) {
                var answer = send(
                        row.method(),
                        target,
                        ours.named(row.body()),
                        Map.of("x-api-key", ours.project().apiKey()));
                softly.assertThat(answer.status())
                        .as("%s %s", row.method(), target)
                        .isBetween(300, 499);
            }
        }
        softly.assertAll();
    }

    /** A header that says what the request "really" is must not be believed after the credential was judged, or before. */
    @Test
    void noHeaderChangesWhichRouteIsMeant() throws IOException {
        var softly = new SoftAssertions();
        for (var row : RouteTable.ROWS) {
            var path = credentials.named(ours, row.path());
            for (var header : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
                var answer = send("POST", path, ours.named(row.body()), Map.of(header, row.method()));
                softly.assertThat(answer.status()).as("%s %s", header, path).isBetween(400, 499);
            }
            for (var header : List.of("X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Prefix", "X-Forwarded-Path")) {
                var answer = send("GET", "/q/health/live", "", Map.of(header, path));
                softly.assertThat(answer.text())
                        .as("%s %s", header, path)
                        .contains("checks")
                        .doesNotContain(ours.secrets());
            }
        }
        var changed = send(
                "POST",
                "/api/v3.1/connected_accounts/" + ours.account(),
                "{}",
                Map.of("x-api-key", ours.project().apiKey(), "X-HTTP-Method-Override", "DELETE"));
        softly.assertThat(changed.status()).isEqualTo(405);
        softly.assertAll();
        ours.project().get("/connected_accounts/" + ours.account()).statusCode(200);
    }

    /** The other half of the proof: as it is written in the contract, each path is one that exists. */
    @Test
    void theRequestsOfThisTestAreOnesThatWouldWork() throws IOException {
        for (var row : RouteTable.ROWS.stream()
                .filter(row -> row.method().equals("GET") && row.own() == 200 && row.opens() != Opens.ADMIN_KEY)
                .toList()) {
            var answer = send(
                    "GET",
                    credentials.named(ours, row.path()),
                    "",
                    Map.of("x-api-key", ours.project().apiKey()));
            assertThat(answer.status()).as("%s", row).isEqualTo(200);
        }
    }

    private List<String> spellings(String target) {
        var query = target.contains("?") ? target.substring(target.indexOf('?')) : "";
        var path = query.isEmpty() ? target : target.substring(0, target.indexOf('?'));
        var last = path.lastIndexOf('/');
        var first = path.indexOf('/', 1);
        var spellings = new ArrayList<String>();
        spellings.add(path);
        spellings.add(path + "/");
        spellings.add(path + "//");
        spellings.add(path + ";x");
        spellings.add(path + ";x=/q/health");
        spellings.add(path + "%3bx");
        spellings.add(path + "%00");
        spellings.add(path + "%20");
        spellings.add(path + ".json");
        spellings.add(path + "/.");
        spellings.add(path + "/%2e");
        spellings.add(path + "/x/..");
        spellings.add(path + "/x/%2e%2e");
        spellings.add(path.substring(0, first) + ";x" + path.substring(first));
        spellings.add("/" + path);
        spellings.add(path.replace("/", "//"));
        spellings.add(path.replace("/", "/./"));
        spellings.add(path.replace("/", "/%2e/"));
        spellings.add(path.substring(0, last) + "%2f" + path.substring(last + 1));
        spellings.add(path.substring(0, last) + "%5c" + path.substring(last + 1));
        spellings.add(path.substring(0, last) + "\\" + path.substring(last + 1));
        spellings.add(path.substring(0, last) + "%252f" + path.substring(last + 1));
        spellings.add(path.substring(0, 2).toUpperCase(Locale.ROOT) + path.substring(2));
        spellings.add(path.toUpperCase(Locale.ROOT));
        spellings.add("/%" + Integer.toHexString(path.charAt(1)) + path.substring(2));
        spellings.add("/q/health/.." + "/.." + path);
        spellings.add("/q/health/%2e%2e/%2e%2e" + path);
        spellings.add("/q/metrics/..;/.." + path);
        spellings.add("/api/v3.1/files/content/../../../.." + path);
        spellings.add("http://" + origin().getAuthority() + path);
        spellings.add("http://evil.example" + path);
        return spellings.stream().map(spelling -> spelling + query).toList();
    }

    private Answer send(String method, String target, String body, Map<String, String> headers) throws IOException {
        var lines = new LinkedHashMap<>(headers);
        lines.put("Host", origin().getAuthority());
        lines.put("Connection", "close");
        lines.put("Content-Type", "application/json");
        lines.put("Accept", "application/json, text/event-stream");
        lines.put("Content-Length", String.valueOf(body.getBytes(StandardCharsets.UTF_8).length));
        var request = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        lines.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        request.append("\r\n").append(body);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), origin().getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
            return new Answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private URI origin() {
        return URI.create(origins.canonical());
    }

    private record Answer(String text) {
        int status() {
            return Integer.parseInt(text.substring(9, 12));
        }
    }
}
