package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.patchbay.gateway.testhttp.Http;
import dev.patchbay.gateway.testhttp.JsonPath;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files over the wire contract (section 13). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class FilesIT {
    private static final String HELLO_MD5 = "5d41402abc4b2a76b9719d911017c592";

    private final Projects projects;
    private Project project = new Project("");

    FilesIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aProject() {
        project = projects.create();
    }

    @Test
    void anAnnouncedFileHasAKeyAndAnAddressOnTheHostThatAsked() {
        project.post("/files/upload/request", announcement(HELLO_MD5))
                .statusCode(200)
                .body("id", startsWith("req_file_"))
                .body("key", startsWith("file_"))
                .body("type", equalTo("new"))
                .body("metadata.storage_backend", equalTo("s3"))
                .body("new_presigned_url", startsWith("http://localhost:" + Http.port() + "/api/v3.1/files/"));
        var answer = announced();
        assertThat(answer.getString("newPresignedUrl")).isEqualTo(answer.getString("new_presigned_url"));
    }

    @Test
    void onlyWhatWasSentIsListedAndOnlyToItsProject() {
        var address = announced().getString("new_presigned_url");
        project.get("/files/list").statusCode(200).body("items", hasSize(0));

        send(address, "hello").statusCode(200);

        project.get("/files/list?toolkit_slug=scale_ai&tool_slug=SCALE_AI_LIST_BATCHES&limit=9999")
                .statusCode(200)
                .body("items.filename", contains("greeting.txt"))
                .body("items.mimetype", contains("text/plain"))
                .body("items.md5", contains(HELLO_MD5))
                .body("items.tool_slug", contains("SCALE_AI_LIST_BATCHES"))
                .body("items.toolkit_slug", contains("scale_ai"))
                .body("total_items", equalTo(1))
                .body("next_cursor", nullValue());
        projects.create().get("/files/list").body("items", hasSize(0));
    }

    @Test
    void filesAreListedPageByPage() {
        for (int i = 0; i < 3; i++) {
            send(announced().getString("new_presigned_url"), "hello").statusCode(200);
        }

        String cursor = project.get("/files/list?limit=2")
                .body("items", hasSize(2))
                .body("total_pages", equalTo(2))
                .extract()
                .path("next_cursor");
        project.get("/files/list?limit=2&cursor=" + cursor)
                .body("items", hasSize(1))
                .body("next_cursor", nullValue());
    }

    @Test
    void filesAreForToolsThatExist() {
        project.post("/files/upload/request", announcement(HELLO_MD5).replace("LIST_BATCHES", "LIST_BATCHS"))
                .statusCode(404)
                .body("error.slug", equalTo("Tool_NotFound"))
                .body("error.suggested_fix", containsString("SCALE_AI_LIST_BATCHES"));
        project.post("/files/upload/request", announcement(HELLO_MD5).replace("scale_ai", "backendless"))
                .statusCode(400)
                .body("error.message", containsString("is a tool of scale_ai"));
        project.post("/files/upload/request", announcement(HELLO_MD5).replace("scale_ai", "nope"))
                .statusCode(404)
                .body("error.slug", equalTo("Toolkit_NotFound"));
    }

    @ParameterizedTest
    @CsvSource({
        "md5, abc, 32 hexadecimal digits",
        "mimetype, text, must be like",
        "filename, , must have 1 to 1024",
    })
    void whatIsWrongWithAnAnnouncementIsNamed(String member, String value, String problem) {
        var body = announcement(HELLO_MD5)
                .replaceAll("'" + member + "':'[^']*'", "'" + member + "':'" + (value == null ? "" : value) + "'");
        project.post("/files/upload/request", body)
                .statusCode(400)
                .body("error.errors[0]", startsWith(member + ": "))
                .body("error.errors[0]", containsString(problem));
    }

    @Test
    void announcingNeedsTheProjectsKey() {
        new Project("ak_wrong")
                .post("/files/upload/request", announcement(HELLO_MD5))
                .statusCode(401);
        new Project("ak_wrong").get("/files/list").statusCode(401);
    }

    /** Only the head is sent: whoever goes on sending may meet the closed connection before he reads the answer. */
    @Test
    void otherRoutesKeepTheirLimit() throws IOException {
        var presigned = path(announced().getString("new_presigned_url"));
        for (var request :
                List.of("POST /api/v3.1/files/upload/request", "PUT /api/v3.1/files/list", "POST " + presigned)) {
            try (var socket = new Socket("localhost", Http.port())) {
                var head = request + " HTTP/1.1\r\nHost: localhost:" + Http.port() + "\r\nx-api-key: "
                        + project.apiKey()
                        + "\r\nContent-Type: application/json\r\nContent-Length: 2097152\r\n\r\n";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                socket.setSoTimeout(20_000);
                assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                        .as(request)
                        .isEqualTo("HTTP/1.1 413");
            }
        }
    }

    private JsonPath announced() {
        return project.post("/files/upload/request", announcement(HELLO_MD5))
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String announcement(String md5) {
        return "{'toolkit_slug':'scale_ai','tool_slug':'SCALE_AI_LIST_BATCHES','filename':'../greeting.txt',"
                + "'mimetype':'text/plain; charset=utf-8','md5':'" + md5 + "'}";
    }

    private static dev.patchbay.gateway.testhttp.ValidatableResponse send(String address, String content) {
        return Http.given()
                .urlEncodingEnabled(false)
                .contentType("text/plain")
                .body(content.getBytes(StandardCharsets.UTF_8))
                .put(address)
                .then();
    }

    private static String path(String address) {
        return address.substring(address.indexOf("/api/"));
    }
}
