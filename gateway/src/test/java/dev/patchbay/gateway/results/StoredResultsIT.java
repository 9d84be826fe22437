package dev.patchbay.gateway.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.Slice;
import dev.patchbay.authstore.file.FileFilter;
import dev.patchbay.authstore.file.SessionFiles;
import dev.patchbay.authstore.file.StoredFiles;
import dev.patchbay.authstore.tenancy.Tenants;
import dev.patchbay.gateway.GatewayResource;
import dev.patchbay.gateway.files.TenantFiles;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.session.Session;
import dev.patchbay.gateway.session.SessionChange;
import dev.patchbay.gateway.session.Sessions;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.ToolSlug;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(GatewayResource.class)
class StoredResultsIT {
    private static final String TOOL = "SCALE_AI_LIST_TASKS";

    private final StoredResults results;
    private final ReadResult readResult;
    private final ResultReferences references;
    private final SessionFiles sessionFiles;
    private final StoredFiles files;
    private final TenantFiles tenantFiles;
    private final Tenants tenants;
    private final Sessions sessions;

    private TenantId tenant = new TenantId("pr_0000000000000000000000");

    StoredResultsIT(
            StoredResults results,
            ReadResult readResult,
            ResultReferences references,
            SessionFiles sessionFiles,
            StoredFiles files,
            TenantFiles tenantFiles,
            Tenants tenants,
            Sessions sessions) {
        this.results = results;
        this.readResult = readResult;
        this.references = references;
        this.sessionFiles = sessionFiles;
        this.files = files;
        this.tenantFiles = tenantFiles;
        this.tenants = tenants;
        this.sessions = sessions;
    }

    @BeforeEach
    void aTenant() {
        tenant = tenants.create("a test's project").id();
    }

    @Test
    void whatIsKeptComesBackToTheLastDigit() throws IOException {
        var session = session(tenant, "ada");
        var data = new ObjectMapper()
                .reader()
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readTree("{\"n\":1.10,\"big\":123456789012345678901234567890,\"t\":\"ü😀\",\"a\":[null,true]}");

        var kept = kept(session, data);

        assertThat(results.read(session, kept.handle().value()))
                .hasValueSatisfying(read -> assertThat(Json.write(read)).isEqualTo(Json.write(data)));
        assertThat(kept.preview().get("bytes").asLong())
                .isEqualTo(Json.write(data).getBytes(StandardCharsets.UTF_8).length);
        assertThat(kept.file().expiresAt()).isEqualTo(kept.file().createdAt().plus(Duration.ofHours(24)));
    }

    @Test
    void itIsAFileOfItsSessionAndOfNothingElse() throws IOException {
        var session = session(tenant, "ada");
        var kept = kept(session, Data.tasks(3));

        var listed = sessionFiles
                .list(tenant, StoredResults.folder(session), "results/", new Slice(0, 10))
                .items();
        assertThat(listed).containsExactly(kept.file());
        assertThat(listed.getFirst().name()).isEqualTo(kept.handle() + ".json");
        try (var content = files.open(tenant, listed.getFirst())) {
            assertThat(new ObjectMapper().readTree(content)).isEqualTo(Data.tasks(3));
        }
        assertThat(files.list(tenant, new FileFilter(Optional.empty(), Optional.empty()), new Slice(0, 10))
                        .items())
                .isEmpty();
        var asArgument = Json.object().put("s3key", kept.file().id().value());
        assertThat(tenantFiles.of(tenant).open(new ToolSlug(TOOL), "file", asArgument))
                .isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void aHandleIsUnknownEverywhereElse() {
        var session = session(tenant, "ada");
        var handle = kept(session, Data.tasks(3)).handle().value();
        var strangers = List.of(
                session(tenant, "ada"),
                session(tenant, "bob"),
                session(tenants.create("another").id(), "ada"));

        var answers = strangers.stream()
                .map(stranger -> readResult.read(stranger, Json.object().put("handle", handle)))
                .map(Data::problems)
                .toList();
        var unknown = Data.problems(readResult.read(session, Json.object().put("handle", "res_" + "0".repeat(22))));

        assertThat(answers).containsOnly(unknown);
        assertThat(Data.problems(readResult.read(session, Json.object().put("handle", "../a"))))
                .isEqualTo(unknown);
        assertThat(unknown).singleElement().asString().contains("kept for 24 hours");
        for (var stranger : strangers) {
            assertThat(results.read(stranger, handle)).isEmpty();
            assertThat(references.resolve(stranger, new ToolSlug(TOOL), reference(handle)))
                    .isInstanceOf(Outcome.Failed.class);
        }
        assertThat(results.read(session, handle)).isPresent();
    }

    @Test
    void oneSessionReadsAndPassesOnWhatItKept() {
        var session = session(tenant, "ada");
        var handle = kept(session, Data.tasks(40)).handle().value();

        var arguments = Json.object()
                .put("handle", handle)
                .put("path", "tasks")
                .put("grep", "pending")
                .put("count", true);
        assertThat(Data.ok(readResult.read(session, arguments)).get("total").asInt())
                .isEqualTo(10);
        assertThat(Data.ok(references.resolve(session, new ToolSlug(TOOL), reference(handle)))
                        .get("ids"))
                .hasSize(40);
    }

    @Test
    void onlyFewAnswersAreReadAtOnce() {
        var session = session(tenant, "ada");
        var handle = kept(session, Data.tasks(3)).handle().value();
        var arguments = Json.object().put("handle", handle);

        assertThat(whileOthersRead(3, () -> readResult.read(session, arguments)))
                .isInstanceOf(Outcome.Ok.class);
        assertThat(whileOthersRead(4, () -> readResult.read(session, arguments)))
                .asString()
                .contains("try again");
        assertThat(whileOthersRead(4, () -> references.resolve(session, new ToolSlug(TOOL), reference(handle))))
                .asString()
                .contains("try again");
    }

    private Outcome<ObjectNode> whileOthersRead(int others, Supplier<Outcome<ObjectNode>> work) {
        return others == 0 ? work.get() : results.reading(() -> whileOthersRead(others - 1, work));
    }

    @Test
    void aDeletedSessionTakesItsResultsAlong() {
        var session = session(tenant, "ada");
        var handle = kept(session, Data.tasks(3)).handle().value();

        sessions.delete(tenant, session.id());

        assertThat(results.read(session, handle)).isEmpty();
    }

    /** Nothing can be kept for a session that is gone; a database that is away looks no different from here. */
    @Test
    void whatCannotBeKeptIsGivenWhole() {
        var session = session(tenant, "ada");
        sessions.delete(tenant, session.id());

        assertThat(results.keep(session, TOOL, "log_1", Data.tasks(3))).isEqualTo(new Kept.Inline(Data.tasks(3)));
    }

    private static ObjectNode reference(String handle) {
        var arguments = Json.object();
        arguments.putObject("ids").put("$result", handle).put("path", "tasks[*].task_id");
        return arguments;
    }

    private Kept.Stored kept(Session session, JsonNode data) {
        return switch (results.keep(session, TOOL, "log_1", data)) {
            case Kept.Stored stored -> stored;
            case Kept.Inline inline -> throw new AssertionError(inline);
        };
    }

    private Session session(TenantId owner, String user) {
        return switch (sessions.create(owner, user, Json.object())) {
            case SessionChange.Changed(var session) -> session;
            case SessionChange.Invalid invalid -> throw new AssertionError(invalid);
            case SessionChange.Outdated outdated -> throw new AssertionError(outdated);
            case SessionChange.Absent absent -> throw new AssertionError(absent);
        };
    }
}
