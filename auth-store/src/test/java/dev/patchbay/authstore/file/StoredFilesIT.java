package dev.patchbay.authstore.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.authstore.DatabaseResource;
import dev.patchbay.authstore.Samples;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.TestClock;
import dev.patchbay.authstore.connection.Slice;
import dev.patchbay.authstore.crypto.BrokenSealException;
import dev.patchbay.toolkit.ToolSlug;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class StoredFilesIT {
    private static final long LIMIT = 4L * StoredFiles.CHUNK;
    private static final String HELLO_MD5 = "5d41402abc4b2a76b9719d911017c592";
    private static final FileOrigin TOOL = new FileOrigin(Samples.TOOLKIT, new ToolSlug("SCALE_AI_UPLOAD"));
    private static final FileFilter ALL = new FileFilter(Optional.empty(), Optional.empty());

    private final StoredFiles files;
    private final Samples samples;
    private final TestClock clock;

    private TenantId ours;
    private TenantId theirs;

    @Inject
    StoredFilesIT(StoredFiles files, Samples samples, TestClock clock) {
        this.files = files;
        this.samples = samples;
        this.clock = clock;
    }

    @BeforeEach
    void twoTenants() {
        ours = samples.aTenant();
        theirs = samples.aTenant();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, StoredFiles.CHUNK - 1, StoredFiles.CHUNK, StoredFiles.CHUNK + 1, 4 * StoredFiles.CHUNK})
    void contentOfAnyLengthComesBackAsItWas(int length) throws IOException {
        var content = random(length);

        var file = stored(content);

        assertThat(file.size()).isEqualTo(length);
        assertThat(read(ours, file)).isEqualTo(content);
    }

    @Test
    void contentIsReadAgainFromTheBeginningAndByteByByte() throws IOException {
        var file = stored("hello".getBytes(StandardCharsets.UTF_8));

        read(ours, file);

        try (var stream = files.open(ours, file)) {
            assertThat((char) stream.read()).isEqualTo('h');
            assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("ello");
            assertThat(stream.read()).isEqualTo(-1);
        }
    }

    @Test
    void aFileDoesNotExistForAnotherTenant() throws IOException {
        var file = stored(random(10));

        assertThat(files.find(theirs, file.id())).isEmpty();
        assertThat(files.delete(theirs, file.id())).isFalse();
        assertThat(files.list(theirs, ALL, new Slice(0, 10)).items()).isEmpty();
        assertThatThrownBy(() -> read(theirs, file)).isInstanceOf(IOException.class);
        assertThat(files.find(ours, file.id())).isPresent();
    }

    @Test
    void anotherTenantCannotFillAnAnnouncedFile() throws IOException {
        var announced = files.create(ours, aFile(Optional.empty()));

        assertThat(files.receive(theirs, announced.id(), stream("x"), LIMIT)).isInstanceOf(Received.NotAwaited.class);
        assertThat(files.find(ours, announced.id())).contains(announced);
    }

    @Test
    void aCompleteFileDoesNotChange() throws IOException {
        var file = stored("first".getBytes(StandardCharsets.UTF_8));

        assertThat(files.receive(ours, file.id(), stream("second"), LIMIT)).isInstanceOf(Received.NotAwaited.class);
        assertThat(read(ours, file)).asString().isEqualTo("first");
    }

    @Test
    void whatIsTooLargeLeavesNothingAndMayBeSentAgain() throws IOException {
        var announced = files.create(ours, aFile(Optional.empty()));

        var received = files.receive(ours, announced.id(), new ByteArrayInputStream(random((int) LIMIT + 1)), LIMIT);

        assertThat(received).isEqualTo(new Received.TooLarge(LIMIT));
        assertThat(chunkCount()).isZero();
        assertThat(files.receive(ours, announced.id(), stream("x"), LIMIT)).isInstanceOf(Received.Complete.class);
    }

    @Test
    void contentMustHaveTheAnnouncedChecksum() throws IOException {
        var announced = files.create(ours, aFile(Optional.of(HELLO_MD5)));

        assertThat(files.receive(ours, announced.id(), stream("hellO"), LIMIT))
                .isInstanceOf(Received.OtherContent.class);
        assertThat(chunkCount()).isZero();
        assertThat(files.receive(ours, announced.id(), stream("hello"), LIMIT)).isInstanceOf(Received.Complete.class);
    }

    @Test
    void aStreamThatBreaksLeavesNothing() {
        var announced = files.create(ours, aFile(Optional.empty()));
        var broken = twoChunksThen(() -> {
            throw new IOException("gone");
        });

        assertThatThrownBy(() -> files.receive(ours, announced.id(), broken, LIMIT))
                .isInstanceOf(IOException.class);
        assertThat(chunkCount()).isZero();
        assertThat(files.find(ours, announced.id())).contains(announced);
    }

    @Test
    void aLaterAttemptTakesThePlaceOfOneThatStillGoesOn() throws IOException {
        var announced = files.create(ours, aFile(Optional.empty()));
        var overtaken = twoChunksThen(() -> files.receive(ours, announced.id(), stream("later"), LIMIT));

        assertThat(files.receive(ours, announced.id(), overtaken, LIMIT)).isInstanceOf(Received.Overtaken.class);
        assertThat(read(ours, files.find(ours, announced.id()).orElseThrow()))
                .asString()
                .isEqualTo("later");
    }

    @Test
    void theContentIsNowhereInTheTable() throws IOException {
        stored("a marker that nobody writes by chance".getBytes(StandardCharsets.UTF_8));

        assertThat(chunkCount()).isOne();
        assertThat(samples.sql(
                        ours, "SELECT count(*) FROM stored_file_chunk WHERE position('marker'::bytea in sealed) > 0"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // from one place to another within the file
                "INSERT INTO stored_file_chunk SELECT tenant_id, file_id, number + 10, sealed FROM stored_file_chunk"
                        + " WHERE number = 0; DELETE FROM stored_file_chunk WHERE number = 0;"
                        + " INSERT INTO stored_file_chunk SELECT tenant_id, file_id, 0, sealed FROM stored_file_chunk"
                        + " WHERE number = 1",
                // the end cut off
                "DELETE FROM stored_file_chunk WHERE number = 1; UPDATE stored_file SET size = size / 2"
            })
    void chunksThatWereMovedOrCutDoNotOpen(String tampering) throws IOException {
        var file = stored(random(2 * StoredFiles.CHUNK));

        samples.sql(ours, tampering);

        var tampered = files.find(ours, file.id()).orElseThrow();
        assertThatThrownBy(() -> read(ours, tampered)).isInstanceOf(BrokenSealException.class);
    }

    @Test
    void aChunkOfAnotherFileDoesNotOpen() throws IOException {
        var file = stored(random(10));
        samples.sql(ours, "DELETE FROM stored_file_chunk");
        stored(random(11));

        samples.sql(
                ours,
                "INSERT INTO stored_file_chunk SELECT tenant_id, '" + file.id()
                        + "', number, sealed FROM stored_file_chunk");

        assertThatThrownBy(() -> read(ours, file)).isInstanceOf(BrokenSealException.class);
    }

    @Test
    void aChunkOfAnotherTenantDoesNotOpen() throws IOException {
        var file = stored(random(10));
        var theirFile = received(theirs, files.create(theirs, aFile(Optional.empty())), random(10));
        var hex = samples.text(theirs, "SELECT encode(sealed, 'hex') FROM stored_file_chunk");

        samples.sql(ours, "DELETE FROM stored_file_chunk");
        samples.sql(
                ours,
                "INSERT INTO stored_file_chunk VALUES ('" + ours + "', '" + file.id() + "', 0, decode('" + hex
                        + "', 'hex'))");

        assertThatThrownBy(() -> read(ours, file)).isInstanceOf(BrokenSealException.class);
        assertThat(read(theirs, theirFile)).hasSize(10);
    }

    @Test
    void anExpiredFileIsAbsentBeforeItIsDeleted() throws IOException {
        var file = stored(random(10));
        var announced = files.create(ours, aFile(Optional.empty()));

        clock.advance(Duration.ofHours(25));

        assertThat(files.find(ours, file.id())).isEmpty();
        assertThat(files.list(ours, ALL, new Slice(0, 10)).items()).isEmpty();
        assertThat(files.receive(ours, announced.id(), stream("x"), LIMIT)).isInstanceOf(Received.NotAwaited.class);
        assertThat(chunkCount()).isOne();
    }

    @Test
    void sweepingDeletesWhatExpiredInEveryTenantAndNothingElse() throws IOException {
        // The database's own clock decides what may be deleted, and these tests live in 2030.
        for (var tenant : new TenantId[] {ours, theirs}) {
            samples.sql(
                    tenant,
                    "INSERT INTO stored_file SELECT '" + tenant + "', 'old', 'n', 'm/m', NULL, NULL, NULL,"
                            + " 'complete', 1, 1, now(), now() - interval '1 second'");
        }
        var file = stored(random(10));

        assertThat(files.deleteExpired()).isEqualTo(2);

        assertThat(read(ours, file)).hasSize(10);
        assertThat(samples.sql(theirs, "SELECT count(*) FROM stored_file")).isZero();
    }

    @Test
    void deletingAFileDeletesItsContent() throws IOException {
        var file = stored(random(10));

        assertThat(files.delete(ours, file.id())).isTrue();

        assertThat(chunkCount()).isZero();
    }

    @Test
    void listsShowCompleteUploadsOfATool() throws IOException {
        var uploaded = stored(random(3));
        files.create(ours, aFile(Optional.empty()));
        var made = new NewFile("made", "a/b", Optional.empty(), Optional.empty(), Duration.ofHours(1));
        received(ours, files.create(ours, made), random(3));

        assertThat(files.list(ours, ALL, new Slice(0, 10)).items()).containsExactly(uploaded);
        assertThat(files.list(
                                ours,
                                new FileFilter(Optional.of(TOOL.toolkit()), Optional.of(TOOL.tool())),
                                new Slice(0, 1))
                        .total())
                .isOne();
        var other = new FileFilter(Optional.empty(), Optional.of(new ToolSlug("SCALE_AI_OTHER")));
        assertThat(files.list(ours, other, new Slice(0, 10)).items()).isEmpty();
    }

    private StoredFile stored(byte[] content) throws IOException {
        return received(ours, files.create(ours, aFile(Optional.empty())), content);
    }

    private StoredFile received(TenantId tenant, StoredFile announced, byte[] content) throws IOException {
        var received = files.receive(tenant, announced.id(), new ByteArrayInputStream(content), LIMIT);
        assertThat(received).isInstanceOf(Received.Complete.class);
        return ((Received.Complete) received).file();
    }

    private byte[] read(TenantId tenant, StoredFile file) throws IOException {
        try (var stream = files.open(tenant, file)) {
            return stream.readAllBytes();
        }
    }

    private long chunkCount() {
        return samples.sql(ours, "SELECT count(*) FROM stored_file_chunk");
    }

    private static NewFile aFile(Optional<String> md5) {
        return new NewFile("a.bin", "application/octet-stream", md5, Optional.of(TOOL), Duration.ofHours(24));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private interface Event {
        void happens() throws IOException;
    }

    private static InputStream twoChunksThen(Event event) {
        var end = new InputStream() {
            @Override
            public int read() throws IOException {
                event.happens();
                return -1;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return read();
            }
        };
        return new SequenceInputStream(new ByteArrayInputStream(random(2 * StoredFiles.CHUNK)), end);
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
