package dev.patchbay.gateway.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.crypto.SystemKeys;
import dev.patchbay.authstore.file.NewFile;
import dev.patchbay.authstore.file.StoredFile;
import dev.patchbay.authstore.file.StoredFiles;
import dev.patchbay.authstore.tenancy.Tenants;
import dev.patchbay.gateway.GatewayResource;
import dev.patchbay.gateway.session.Origins;
import dev.patchbay.toolkit.FileAccess;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The two routes that take nothing but a signature. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class PresignedIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HELLO_MD5 = "5d41402abc4b2a76b9719d911017c592";

    private final Tenants tenants;
    private final StoredFiles files;
    private final FileLinks links;
    private final TenantFiles tenantFiles;
    private final SystemKeys keys;
    private final Origins origins;
    private final Clock clock;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TenantId ours = new TenantId("pr_0000000000000000000000");

    PresignedIT(
            Tenants tenants,
            StoredFiles files,
            FileLinks links,
            TenantFiles tenantFiles,
            SystemKeys keys,
            Origins origins,
            Clock clock) {
        this.tenants = tenants;
        this.files = files;
        this.links = links;
        this.tenantFiles = tenantFiles;
        this.keys = keys;
        this.origins = origins;
        this.clock = clock;
    }

    @BeforeEach
    void aTenant() {
        ours = tenants.create("a test's project").id();
    }

    @Test
    void aFileLargerThanOtherBodiesArrivesWhole() throws Exception {
        var content = new byte[3 * 1024 * 1024 + 1];
        new Random(1).nextBytes(content);
        var file = announced(Optional.empty());

        assertThat(put(upload(file), BodyPublishers.ofByteArray(content)).statusCode())
                .isEqualTo(200);

        var stored = files.find(ours, file.id()).orElseThrow();
        try (var stream = files.open(ours, stored)) {
            assertThat(stream.readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    void anAddressWithAnythingChangedLooksLikeOneThatNeverWas() throws Exception {
        var file = announced(Optional.empty());
        var other = announced(Optional.empty());
        var address = upload(file);
        var foreign = tenants.create("another project").id();
        var expiry = address.replaceAll(".*expires=([0-9]+).*", "$1");
        var later = String.valueOf(Long.parseLong(expiry) + 1);

        var answers = Stream.of(
                        put(address.replaceAll("signature=.", "signature=" + otherThan(address)), "x"),
                        put(address.replaceAll("&signature=.*", ""), "x"),
                        put(address.replaceAll("signature=.*", "signature="), "x"),
                        put(address + "&signature=x", "x"),
                        put(address.replace("expires=" + expiry, "expires=" + later), "x"),
                        put(address.replace(ours.value(), foreign.value()), "x"),
                        put(address.replace(file.id().value(), other.id().value()), "x"),
                        put(address.replace(file.id().value(), "file_%2e%2e"), "x"),
                        put(origins.canonical() + "/api/v3.1/files/content/", "x"),
                        put(links.download(ours, file), "x"),
                        get(address))
                .map(PresignedIT::withoutRequestId)
                .distinct()
                .toList();

        assertThat(answers).hasSize(1);
        assertThat(answers.getFirst()).startsWith("404 ").contains("There is nothing at this address");
        assertThat(files.find(ours, file.id()).orElseThrow().complete()).isFalse();
        assertThat(put(address, "x").statusCode()).isEqualTo(200);
    }

    /** What cannot even be read is no fault of ours, and what it says must not reach the log. */
    @Test
    void anAddressThatCannotBeDecodedLooksLikeOneThatNeverWasToo() throws Exception {
        var address = URI.create(upload(announced(Optional.empty())));
        for (var target : List.of(
                address.getRawPath() + "?project=%zz",
                address.getRawPath() + "?" + address.getRawQuery() + "&x=%",
                address.getRawPath() + "%zz?" + address.getRawQuery())) {
            var answer = raw(
                    "GET " + target + " HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\nConnection: close\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 4");
        }
    }

    /** One meter per file would be kept until the gateway ends. */
    @Test
    void metricsDoNotNameFiles() throws Exception {
        var file = announced(Optional.empty());
        assertThat(put(upload(file), "x").statusCode()).isEqualTo(200);

        assertThat(get(origins.canonical() + "/q/metrics").body())
                .contains("http_server_requests")
                .doesNotContain(file.id().value());
    }

    @Test
    void anExpiredAddressIsRefusedThoughItsFileIsAwaited() throws Exception {
        var file = announced(Optional.empty());
        var earlier = new FileLinks(keys, new SecureRandom(), origins, Clock.offset(clock, Duration.ofHours(-1)));

        assertThat(put(earlier.upload(ours, file, null).url(), "x").statusCode())
                .isEqualTo(404);
        assertThat(put(upload(file), "x").statusCode()).isEqualTo(200);
    }

    @Test
    void anUploadIsTakenOnce() throws Exception {
        var file = announced(Optional.empty());
        assertThat(put(upload(file), "first").statusCode()).isEqualTo(200);

        assertThat(put(upload(file), "second").statusCode()).isEqualTo(404);

        try (var stream = files.open(ours, files.find(ours, file.id()).orElseThrow())) {
            assertThat(stream.readAllBytes()).asString().isEqualTo("first");
        }
    }

    @Test
    void otherContentThanAnnouncedIsRefusedAndMayBeMended() throws Exception {
        var file = announced(Optional.of(HELLO_MD5));

        var refused = put(upload(file), "hellO");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("MD5");
        assertThat(put(upload(file), "hello").statusCode()).isEqualTo(200);
    }

    @Test
    void aFileThatAnnouncesTooMuchIsRefusedUnread() throws Exception {
        var address = URI.create(upload(announced(Optional.empty())));
        var answer = raw("PUT " + address.getRawPath() + "?" + address.getRawQuery() + " HTTP/1.1\r\nHost: "
                + address.getAuthority() + "\r\nContent-Length: " + (FileAccess.LIMIT_BYTES + 1) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("at most 80 MB");
    }

    @Test
    void aFileThatAnnouncesNothingIsRefusedOnceItIsTooLarge() throws Exception {
        var file = announced(Optional.empty());

        var answer = put(
                upload(file),
                BodyPublishers.ofInputStream(
                        () -> new SequenceInputStream(new Zeros(FileAccess.LIMIT_BYTES), new Zeros(1))));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(files.find(ours, file.id()).orElseThrow().complete()).isFalse();
    }

    @Test
    void aClientThatWaitsForPermissionIsToldToGoOn() throws Exception {
        var address = URI.create(upload(announced(Optional.empty())));
        var request = HttpRequest.newBuilder(address)
                .expectContinue(true)
                .PUT(BodyPublishers.ofString("hello"))
                .build();

        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    @Test
    void anUploadThatBrokeOffMayBeSentAgain() throws Exception {
        var address = URI.create(upload(announced(Optional.empty())));
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            socket.getOutputStream()
                    .write(("PUT " + address.getRawPath() + "?" + address.getRawQuery() + " HTTP/1.1\r\nHost: "
                                    + address.getAuthority() + "\r\nContent-Length: 10\r\n\r\nhalf")
                            .getBytes(StandardCharsets.US_ASCII));
        }

        // While the broken one is not noticed yet it may count as the later one; then this is a 409.
        await().until(() -> put(address.toString(), "whole file").statusCode() == 200);
    }

    @Test
    void aForeignHostIsRefused() throws Exception {
        var address = URI.create(upload(announced(Optional.empty())));

        var answer = raw("PUT " + address.getRawPath() + "?" + address.getRawQuery()
                + " HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 1\r\n\r\nx");

        assertThat(answer).startsWith("HTTP/1.1 403 ");
    }

    @Test
    void aKeptAnswerIsDownloadedAsAnAttachmentThatNoBrowserRuns() throws Exception {
        var content = new byte[700 * 1024];
        new Random(2).nextBytes(content);

        var kept = tenantFiles.of(ours).keep("../späte \"Seite\".html", "text/html; charset=utf-8", content);
        var answer = client.send(
                HttpRequest.newBuilder(URI.create(kept.path("s3url").asText())).build(), BodyHandlers.ofByteArray());

        assertThat(kept.path("name").asText()).isEqualTo("späte \"Seite\".html");
        assertThat(kept.path("mimetype").asText()).isEqualTo("text/html");
        assertThat(kept.path("size").asInt()).isEqualTo(content.length);
        assertThat(kept.has("base64")).isFalse();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(content);
        var headers = answer.headers();
        assertThat(headers.firstValue("content-type")).contains("application/octet-stream");
        assertThat(headers.firstValue("content-disposition"))
                .contains(
                        "attachment; filename=\"sp_te _Seite_.html\"; filename*=UTF-8''sp%C3%A4te%20%22Seite%22.html");
        assertThat(headers.firstValue("x-content-type-options")).contains("nosniff");
        assertThat(headers.firstValue("content-security-policy").orElse("")).contains("sandbox");
        assertThat(headers.firstValue("cache-control")).contains("no-store");
        assertThat(headers.firstValue("x-request-id").orElse("")).startsWith("req_");
    }

    @Test
    void aDownloadMayBeRepeatedUntilTheFileIsGone() throws Exception {
        var kept = tenantFiles.of(ours).keep("a.png", "image/png", new byte[65 * 1024]);
        var address = kept.path("s3url").asText();

        assertThat(get(address).headers().firstValue("content-type")).contains("image/png");
        assertThat(get(address).statusCode()).isEqualTo(200);
        assertThat(get(address.replace("signature=", "signature=A")).statusCode())
                .isEqualTo(404);
        assertThat(put(address, "x").statusCode()).isEqualTo(404);
    }

    private StoredFile announced(Optional<String> md5) {
        return files.create(
                ours, new NewFile("a.bin", "application/octet-stream", md5, Optional.empty(), Duration.ofHours(24)));
    }

    private String upload(StoredFile file) {
        return links.upload(ours, file, null).url();
    }

    private HttpResponse<String> put(String address, String content) throws IOException, InterruptedException {
        return put(address, BodyPublishers.ofString(content));
    }

    private HttpResponse<String> put(String address, BodyPublisher content) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(address)).PUT(content).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }

    private String raw(String request) throws IOException {
        var port = URI.create(origins.canonical()).getPort();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String otherThan(String address) {
        return address.contains("signature=A") ? "B" : "A";
    }

    private static String withoutRequestId(HttpResponse<String> response) {
        try {
            var body = (ObjectNode) JSON.readTree(response.body());
            ((ObjectNode) body.path("error")).remove("request_id");
            return response.statusCode() + " " + body;
        } catch (IOException notJson) {
            return response.statusCode() + " " + response.body();
        }
    }

    /** So many zeros, made while they are read. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long length) {
            this.left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            var count = (int) Math.min(left, length);
            Arrays.fill(target, offset, offset + count, (byte) 0);
            left -= count;
            return count;
        }
    }
}
