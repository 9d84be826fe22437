package dev.patchbay.gateway.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.file.NewFile;
import dev.patchbay.authstore.file.StoredFile;
import dev.patchbay.authstore.file.StoredFiles;
import dev.patchbay.authstore.tenancy.Tenants;
import dev.patchbay.gateway.GatewayResource;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.FileAccess;
import dev.patchbay.toolkit.FileContent;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.ToolSlug;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file argument opens, and what it does not. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class FileArgumentsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ToolSlug TOOL = new ToolSlug("SCALE_AI_UPLOAD_FILES");

    private final Tenants tenants;
    private final StoredFiles files;
    private final TenantFiles tenantFiles;

    private TenantId ours = new TenantId("pr_0000000000000000000000");

    FileArgumentsIT(Tenants tenants, StoredFiles files, TenantFiles tenantFiles) {
        this.tenants = tenants;
        this.files = files;
        this.tenantFiles = tenantFiles;
    }

    @BeforeEach
    void aTenant() {
        ours = tenants.create("a test's project").id();
    }

    @Test
    void anUploadedFileOpensAgainAndAgainUnderTheNameOfTheArgument() throws IOException {
        var file = uploaded();

        var content = opened(
                "{'name':'../other\\u0000.txt','mimetype':'Text/CSV; header=present','s3key':'" + file.id() + "'}");

        assertThat(content.name()).isEqualTo("other.txt");
        assertThat(content.mimetype()).isEqualTo("text/csv");
        assertThat(content.length()).isEqualTo(5);
        assertThat(read(content)).isEqualTo("hello");
        assertThat(read(content)).isEqualTo("hello");
    }

    @Test
    void whatTheArgumentLeavesEmptyComesFromTheUpload() {
        var content = opened("{'name':'','mimetype':null,'s3key':'" + uploaded().id() + "','url':'','base64':''}");

        assertThat(content.name()).isEqualTo("greeting.txt");
        assertThat(content.mimetype()).isEqualTo("text/plain");
    }

    @Test
    void aFileOfAnotherTenantDoesNotExist() {
        var argument = "{'s3key':'" + uploaded().id() + "'}";
        var theirs = tenantFiles.of(tenants.create("another project").id());
        var unknown = "{'s3key':'file_0000000000000000000000'}";

        assertThat(problem(theirs, argument)).startsWith("image.s3key: no file with this key");
        assertThat(problem(theirs, argument)).isEqualTo(problem(theirs, unknown));
        assertThat(problem(theirs, argument)).isEqualTo(problem(theirs, "{'s3key':'no key at all'}"));
    }

    @Test
    void aFileThatWasNeverSentSaysSo() {
        assertThat(problem("{'s3key':'" + announced().id() + "'}"))
                .startsWith("image.s3key: the content of this file was never sent");
    }

    @Test
    void base64OpensInMemory() throws IOException {
        var content = opened("{'name':'a.txt','base64':'aGVsbG8='}");

        assertThat(read(content)).isEqualTo("hello");
        assertThat(content.length()).isEqualTo(5);
        assertThat(content.mimetype()).isEqualTo("application/octet-stream");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'base64':'aGVsbG8'} | image.base64: must be base64",
                "{'base64':'aGVsbG9='} | image.base64: must be base64",
                "{'base64':'aGVs bG8='} | image.base64: must be base64",
                "{'base64':'_-=='} | image.base64: must be base64",
                "{'base64':'data:text/plain;base64,aGVsbG8='} | image.base64: must be base64",
                "{} | image: must have exactly one of s3key",
                "{'name':'a','s3key':'','url':null} | it has none",
                "{'url':'https://example.com/a','base64':'aGVsbG8='} | it has base64 and url",
                "{'s3key':7} | image.s3key: must be a text",
                "{'base64':'aGVsbG8=','mimetype':'text'} | image.mimetype: must be like image/png",
                "{'base64':'aGVsbG8=','mimetype':'a/b\\r\\nX-Evil: 1'} | image.mimetype: must be like image/png",
            })
    void whatIsWrongIsNamed(String argument, String problem) {
        assertThat(problem(argument)).contains(problem);
    }

    @Test
    void anAddressInsideIsNotFetched() {
        assertThat(problem("{'url':'https://127.0.0.1/image.png'}"))
                .contains("image.url: is not an address the gateway may fetch");
    }

    @Test
    void smallAnswersAreKeptInline() {
        var kept = tenantFiles.of(ours).keep("", "no type", "hello".getBytes(StandardCharsets.UTF_8));

        assertThat(kept.toString())
                .isEqualTo("{\"name\":\"file\",\"mimetype\":\"application/octet-stream\",\"size\":5,"
                        + "\"base64\":\"aGVsbG8=\"}");
    }

    private FileContent opened(String argument) {
        return switch (open(tenantFiles.of(ours), argument)) {
            case Outcome.Ok<FileContent>(var content) -> content;
            case Outcome.Failed<FileContent>(var failure) -> throw new AssertionError(failure);
        };
    }

    private String problem(String argument) {
        return problem(tenantFiles.of(ours), argument);
    }

    private static String problem(FileAccess access, String argument) {
        return switch (open(access, argument)) {
            case Outcome.Ok<FileContent> _ -> throw new AssertionError("opened");
            case Outcome.Failed<FileContent>(Failure.InvalidArguments(var tool, var violations, var _)) -> {
                assertThat(tool).isEqualTo(TOOL);
                assertThat(violations).hasSize(1);
                yield violations.getFirst().toString();
            }
            case Outcome.Failed<FileContent>(var failure) -> throw new AssertionError(failure);
        };
    }

    private static Outcome<FileContent> open(FileAccess access, String argument) {
        try {
            return access.open(TOOL, "image", (ObjectNode) JSON.readTree(argument.replace('\'', '"')));
        } catch (IOException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private static String read(FileContent content) throws IOException {
        try (var stream = content.open()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private StoredFile announced() {
        return files.create(
                ours,
                new NewFile("greeting.txt", "text/plain", Optional.empty(), Optional.empty(), Duration.ofHours(1)));
    }

    private StoredFile uploaded() {
        var file = announced();
        try {
            files.receive(ours, file.id(), new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8)), 100);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return file;
    }
}
