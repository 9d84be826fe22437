package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.empty;

import dev.patchbay.migrations.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chain shows what was done to it, by whoever could (R52). Each project here has a chain of ten rows. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class AuditChainIT {
    private static final int ROWS = 10;
    private static final String OFF = "ALTER TABLE audit_event DISABLE TRIGGER USER";
    private static final String ON = "ALTER TABLE audit_event ENABLE TRIGGER USER";
    private static final String HEAD_OFF = "ALTER TABLE audit_head DISABLE TRIGGER USER";
    private static final String HEAD_ON = "ALTER TABLE audit_head ENABLE TRIGGER USER";

    private final Projects projects;
    private Project project = new Project("");
    private AuditLog log = new AuditLog("");

    AuditChainIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aProjectWithAChain() {
        project = projects.create();
        log = new AuditLog(projects.adminKey());
        for (var i = 0; i < ROWS; i++) {
            project.authConfig("scale_ai");
        }
    }

    @Test
    void anUntouchedChainHasNoProblems() {
        assertThat(log.of(project.tenant()))
                .extracting(row -> row.get("sequence"))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, ROWS).boxed().toList());
        log.verify(project.tenant()).body("problems", empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subject = 'ac_0'",
                "action = 'auth_config.deleted'",
                "actor_id = 'key_0'",
                "actor_kind = 'job'",
                "outcome = 'FAILED'",
                "at = at + interval '1 microsecond'",
                "details = details || '{\"more\":\"x\"}'",
                "details = '{\"toolkit\":1}'",
                "request_id = ''",
                "previous_hash = hash",
                "hash = previous_hash"
            })
    void anAlteredRowIsNamedAndNoOther(String change) throws SQLException {
        tamper("UPDATE audit_event SET " + change + " WHERE sequence = 5");

        assertThat(problems()).containsExactly("5 altered");
    }

    /** Each is a manipulation, and the rows the verifier must name. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "DELETE FROM audit_event WHERE sequence = 5 | 5 missing",
                "DELETE FROM audit_event WHERE sequence = 1 | 1 missing",
                "DELETE FROM audit_event WHERE sequence IN (3, 7) | 3 missing, 7 missing",
                "DELETE FROM audit_event WHERE sequence BETWEEN 4 AND 6 | 4 missing",
                "DELETE FROM audit_event WHERE sequence > 8 | 9 missing",
                "DELETE FROM audit_event | 1 missing",
                "UPDATE audit_event SET sequence = 9 - sequence + 100 WHERE sequence IN (4, 5);"
                        + " UPDATE audit_event SET sequence = sequence - 100 WHERE sequence > 100 | 4 altered, 5 altered",
                "UPDATE audit_event SET sequence = sequence + 1000 WHERE sequence > 5;"
                        + " UPDATE audit_event SET sequence = sequence - 999 WHERE sequence > 1000;"
                        + " INSERT INTO audit_event SELECT tenant_id, 6, at, actor_kind, actor_id, action, 'ac_x', outcome, details,"
                        + " request_id, hash, hash FROM audit_event WHERE sequence = 5"
                        + " | 6 altered, 7 altered, 8 altered, 9 altered, 10 altered, 11 inserted",
                "INSERT INTO audit_event SELECT tenant_id, 11, at, actor_kind, actor_id, action, subject, outcome, details,"
                        + " request_id, hash, hash FROM audit_event WHERE sequence = 10 | 11 inserted",
                "UPDATE audit_event SET tenant_id = tenant_id, actor_id = (SELECT concat(actor_id, 'x') FROM audit_event WHERE sequence = 2)"
                        + " WHERE sequence IN (2, 9) | 2 altered, 9 altered",
            })
    void aManipulationIsNamedByItsRows(String manipulation, String expected) throws SQLException {
        tamper(manipulation.split(";", -1));

        assertThat(problems()).containsExactly(expected.split(", ", -1));
    }

    @Test
    void aTailCutTogetherWithTheRecordedEndShowsAgainstACheckpoint() throws SQLException {
        log.post("/audit/checkpoints", "{}").statusCode(200);
        tamper(
                HEAD_OFF,
                "DELETE FROM audit_event WHERE sequence > 7",
                "UPDATE audit_head SET sequence = 7, hash = (SELECT hash FROM audit_event WHERE sequence = 7)",
                HEAD_ON);
        assertThat(problems()).containsExactly("8 missing");
        log.post("/audit/checkpoints", "{}").statusCode(200); // takes nothing back

        // Acts that come after do not hide it either.
        for (var i = 0; i < 5; i++) {
            project.authConfig("scale_ai");
        }
        assertThat(problems()).containsExactly("10 is not the row that the checkpoint");
    }

    @Test
    void aChainRemovedWithItsEndShowsAgainstACheckpoint() throws SQLException {
        log.post("/audit/checkpoints", "{}").statusCode(200);
        tamper(HEAD_OFF, "DELETE FROM audit_event", "DELETE FROM audit_head", HEAD_ON);

        assertThat(problems()).containsExactly("1 missing");
    }

    @Test
    void withoutItsRecordedEndAChainTakesNoMoreActs() throws SQLException {
        tamper(HEAD_OFF, "DELETE FROM audit_head", HEAD_ON);

        project.post(
                        "/auth_configs",
                        "{'toolkit':{'slug':'scale_ai'},'auth_config':{'type':'use_custom_auth','authScheme':'API_KEY'}}")
                .statusCode(503);
        assertThat(problems()).containsExactly("10 ends a chain");
    }

    @Test
    void aCheckpointIsCheckedWithThePublicKeyAlone() throws Exception {
        log.post("/audit/checkpoints", "{}").statusCode(200);
        var answer = log.get("/audit/checkpoints").statusCode(200).extract().jsonPath();
        var pem = answer.getString("public_key").replaceAll("-----[A-Z ]+-----|\n", "");
        var key = KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(pem)));
        Map<String, Object> checkpoint = answer.<Map<String, Object>>getList("checkpoints").stream()
                .filter(one -> project.tenant().equals(one.get("chain")))
                .findFirst()
                .orElseThrow();

        assertThat(checkpoint).containsEntry("sequence", ROWS);
        assertThat(isSigned(key, checkpoint, ROWS)).isTrue();
        assertThat(isSigned(key, checkpoint, ROWS - 1)).isFalse();
    }

    @Test
    void checkpointsLieInAFileOfTheirOwnersAndAForgedLineIsNamed() throws Exception {
        log.post("/audit/checkpoints", "{}").statusCode(200);
        var file = Path.of(ConfigProvider.getConfig().getValue("patchbay.home", String.class))
                .resolve("audit-checkpoints.jsonl");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        var kept = Files.readString(file);
        try {
            Files.writeString(
                    file,
                    kept + "{\"chain\":\"" + project.tenant()
                            + "\",\"sequence\":7,\"hash\":\"00\",\"at\":\"2030-01-01T00:00:00Z\",\"signature\":\"AA==\"}\n{\"cut");
            var problems = log.verify(project.tenant()).extract().jsonPath().<String>getList("problems.problem");
            assertThat(problems)
                    .hasSize(2)
                    .allMatch(problem -> problem.contains("was not signed by this installation"));
        } finally {
            Files.writeString(file, kept);
        }
    }

    @Test
    void manyWritersMakeOneChain() throws InterruptedException {
        var threads = new ArrayList<Thread>();
        for (var writer = 0; writer < 8; writer++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (var i = 0; i < 15; i++) {
                    project.authConfig("scale_ai");
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }

        assertThat(log.count(project.tenant())).isEqualTo(ROWS + 8 * 15);
        log.verify(project.tenant()).body("problems", empty());
    }

    /** Another node that holds the chain's end for long: the act is refused in time, and not done. */
    @Test
    void aChainHeldElsewhereIsWaitedForAndNotForEver() throws SQLException {
        var url = ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class);
        try (var node = DriverManager.getConnection(url, TestDatabase.APP.user(), TestDatabase.APP.password());
                var sql = node.createStatement()) {
            node.setAutoCommit(false);
            sql.execute("SELECT set_config('app.tenant', '" + project.tenant() + "', true)");
            sql.execute("SELECT FROM audit_head FOR UPDATE");
            project.post("/tool_router/session", "{'user_id':'eve'}").statusCode(503);
            node.rollback();
        }
        project.post("/tool_router/session", "{'user_id':'eve'}").statusCode(201);
        assertThat(log.actions(project.tenant(), ROWS)).containsExactly("session.created", "session_token.issued");
        log.verify(project.tenant()).body("problems", empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_event SET subject = ''",
                "DELETE FROM audit_event",
                "TRUNCATE audit_event",
                "DELETE FROM audit_head",
                "TRUNCATE audit_head"
            })
    void evenTheOwnerIsStoppedByTriggers(String sql) {
        assertThatThrownBy(() -> AuditLog.asOwner(project.tenant(), sql))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("only ever added to");
    }

    private void tamper(String... statements) throws SQLException {
        var all = new ArrayList<String>();
        all.add(OFF);
        all.addAll(List.of(statements));
        all.add(ON);
        AuditLog.asOwner(project.tenant(), all.toArray(String[]::new));
    }

    /** The number and the first words of each finding. */
    private List<String> problems() {
        return log.verify(project.tenant()).extract().jsonPath().<Map<String, Object>>getList("problems").stream()
                .map(found -> found.get("sequence") + " " + shortened(String.valueOf(found.get("problem"))))
                .toList();
    }

    private static String shortened(String problem) {
        return List.of("altered", "missing", "inserted", "is not the row that the checkpoint", "ends a chain").stream()
                .filter(problem::contains)
                .findFirst()
                .orElse(problem);
    }

    private static boolean isSigned(java.security.PublicKey key, Map<String, Object> checkpoint, int sequence)
            throws Exception {
        var statement = "patchbay-audit-checkpoint-1\n" + checkpoint.get("chain") + "\n" + sequence + "\n"
                + checkpoint.get("hash") + "\n" + checkpoint.get("at") + "\n";
        var signature = Signature.getInstance("Ed25519");
        signature.initVerify(key);
        signature.update(statement.getBytes(StandardCharsets.UTF_8));
        return signature.verify(Base64.getDecoder().decode(String.valueOf(checkpoint.get("signature"))));
    }
}
