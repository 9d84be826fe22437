package dev.patchbay.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.authstore.token.AdminKeys;
import dev.patchbay.authstore.token.ApiKeys;
import dev.patchbay.gateway.GatewayResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line against a gateway that runs. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class AdminCommandIT {
    private final AdminKeys adminKeys;
    private final ApiKeys apiKeys;
    private final String port;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> variables = new HashMap<>();

    @TempDir
    Path home = Path.of("");

    AdminCommandIT(AdminKeys adminKeys, ApiKeys apiKeys, @ConfigProperty(name = "quarkus.http.port") String port) {
        this.adminKeys = adminKeys;
        this.apiKeys = apiKeys;
        this.port = port;
    }

    @BeforeEach
    void anInstallation() throws IOException {
        Files.writeString(
                home.resolve("admin-key"), adminKeys.create("command line").text() + "\n");
        variables.put("PATCHBAY_HOME", home.toString());
        variables.put("PATCHBAY_HTTP_PORT", port);
    }

    @Test
    void aTenantAndItsKeysAreMadeListedAndRevoked() throws Exception {
        assertThat(run("tenants", "create", "The Orchard")).isZero();
        var tenant = line("id: ");
        assertThat(line("name: ")).isEqualTo("The Orchard");
        assertThat(line("api_key.key: ")).startsWith("ak_");
        assertThat(errors()).contains("shown this once");
        assertThat(run("tenants", "list")).isZero();
        assertThat(output()).contains("ID", "CREATED_AT", tenant, "The Orchard");

        assertThat(run(
                        "api-keys",
                        "create",
                        tenant,
                        "reader",
                        "--scope",
                        "tools:read",
                        "--scope",
                        "toolkits:read",
                        "--allow-ip",
                        "127.0.0.0/8",
                        "--expires",
                        "2099-01-01T00:00:00Z"))
                .isZero();
        var id = line("id: ");
        var key = line("key: ");
        assertThat(apiKeys.authenticate(key, InetAddress.getLoopbackAddress())).isPresent();
        assertThat(run("api-keys", "list", tenant)).isZero();
        assertThat(output()).contains("toolkits:read,tools:read", "127.0.0.0/8").doesNotContain(key);

        assertThat(run("api-keys", "revoke", tenant, id)).isZero();
        assertThat(apiKeys.authenticate(key, InetAddress.getLoopbackAddress())).isEmpty();
        assertThat(run("api-keys", "revoke", tenant, id)).isEqualTo(1);
        assertThat(errors()).contains("revoked before");
    }

    @Test
    void adminAndSigningKeysAreManaged() throws Exception {
        assertThat(run("admin-keys", "create", "second")).isZero();
        var id = line("id: ");
        assertThat(run("admin-keys", "revoke", id)).isZero();
        assertThat(run("admin-keys", "list")).isZero();
        assertThat(output()).contains(id);
        assertThat(run("signing-keys", "rotate")).isZero();
        var kid = line("kid: ");
        assertThat(run("signing-keys", "list")).isZero();
        assertThat(output()).contains("signing", "next", kid);
        assertThat(run("signing-keys", "remove", kid)).isZero();
        assertThat(line("state: ")).isEqualTo("removed");
    }

    @Test
    void whatTheGatewayRefusesIsSaidWithItsAdvice() throws Exception {
        assertThat(run("api-keys", "create", "pr_0000000000000000000000", "x")).isEqualTo(1);
        assertThat(errors()).contains("There is no such tenant.");

        Files.writeString(home.resolve("admin-key"), "adm_nonsense");
        assertThat(run("tenants", "list")).isEqualTo(1);
        assertThat(errors()).contains("not valid here").doesNotContain("adm_nonsense");
    }

    @Test
    void theGatewaysPublicNameIsSaidToIt() throws Exception {
        variables.put("PATCHBAY_PUBLIC_URL", "http://localhost:" + port);
        assertThat(run("tenants", "list")).isZero();
        variables.put("PATCHBAY_PUBLIC_URL", "https://elsewhere.example");
        assertThat(run("tenants", "list")).isEqualTo(1);
        assertThat(errors()).contains("Host");
    }

    @Test
    void withoutAKeyOrAGatewayItSaysWhatToDo() throws Exception {
        variables.put("PATCHBAY_HTTP_PORT", "1");
        assertThat(run("tenants", "list")).isEqualTo(1);
        assertThat(errors()).contains("is it running?");

        Files.delete(home.resolve("admin-key"));
        assertThat(run("tenants", "list")).isEqualTo(1);
        assertThat(errors()).contains("admin-key", "PATCHBAY_HOME");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tenants",
                "tenants burn",
                "tenants create",
                "api-keys create t",
                "api-keys create t n --scope",
                "tenants list more",
                "tenants shred t",
                "api-keys revoke t",
                "nonsense list"
            })
    void whatIsNotUnderstoodDoesNothing(String words) throws Exception {
        assertThat(run(words.split(" ", -1))).isEqualTo(2);
        assertThat(errors()).contains("./patchbay admin help");
    }

    @Test
    void helpNamesEveryCommand() throws Exception {
        assertThat(run("help")).isZero();
        assertThat(output()).contains("tenants shred", "encryption-keys rewrap", "data-keys rotate", "audit verify");
    }

    private int run(String... words) throws InterruptedException {
        out.reset();
        err.reset();
        return new AdminCommand(
                        variables,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(List.of(words));
    }

    private String output() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private String line(String prefix) {
        return output().lines()
                .filter(line -> line.startsWith(prefix))
                .findFirst()
                .orElseThrow()
                .substring(prefix.length());
    }
}
