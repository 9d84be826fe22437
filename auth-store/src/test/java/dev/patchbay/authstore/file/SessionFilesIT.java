package dev.patchbay.authstore.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.authstore.DatabaseResource;
import dev.patchbay.authstore.Samples;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.TestClock;
import dev.patchbay.authstore.connection.Slice;
import dev.patchbay.authstore.crypto.DataKeyRotation;
import dev.patchbay.authstore.tenancy.TenantShredding;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class SessionFilesIT {
    private static final FilePath PATH = FilePath.of("reports/may.csv");
    private static final Slice ALL = new Slice(0, 100);

    private final SessionFiles sessionFiles;
    private final StoredFiles files;
    private final DataKeyRotation rotation;
    private final TenantShredding shredding;
    private final Samples samples;
    private final TestClock clock;

    private TenantId ours;
    private SessionFolder folder;

    @Inject
    SessionFilesIT(
            SessionFiles sessionFiles,
            StoredFiles files,
            DataKeyRotation rotation,
            TenantShredding shredding,
            Samples samples,
            TestClock clock) {
        this.sessionFiles = sessionFiles;
        this.files = files;
        this.rotation = rotation;
        this.shredding = shredding;
        this.samples = samples;
        this.clock = clock;
    }

    @BeforeEach
    void aSession() {
        ours = samples.aTenant();
        folder = samples.aSession(ours, "ada");
    }

    @Test
    void aFileIsFoundByItsPath() {
        var kept = kept(PATH, "hello");

        assertThat(sessionFiles.find(ours, folder.at(PATH))).contains(kept);
        assertThat(read(kept)).isEqualTo("hello");
        assertThat(kept.keptAt()).contains(folder.at(PATH));
    }

    @Test
    void nobodyElseReachesIt() {
        var kept = kept(PATH, "hello");
        var theirs = samples.aTenant();
        var strangers = new SessionFolder[] {
            samples.aSession(ours, "ada"),
            samples.aSession(ours, "bob"),
            new SessionFolder(folder.session(), "bob"),
            samples.aSession(theirs, "ada")
        };

        for (var stranger : strangers) {
            for (var tenant : new TenantId[] {ours, theirs}) {
                assertThat(sessionFiles.find(tenant, stranger.at(PATH))).isEmpty();
                assertThat(sessionFiles.delete(tenant, stranger.at(PATH))).isFalse();
                assertThat(sessionFiles.list(tenant, stranger, "", ALL).items()).isEmpty();
            }
        }
        assertThat(sessionFiles.find(theirs, folder.at(PATH))).isEmpty();
        assertThat(sessionFiles.find(ours, folder.at(PATH))).contains(kept);
    }

    @Test
    void itIsNoFileOfTheProject() {
        var kept = kept(PATH, "hello");

        assertThat(files.find(ours, kept.id())).isEmpty();
        assertThat(files.list(ours, new FileFilter(Optional.empty(), Optional.empty()), ALL)
                        .items())
                .isEmpty();
        assertThat(files.findLinked(ours, kept.id())).contains(kept);
    }

    @Test
    void theDatabaseRefusesAUserWhoIsNotTheSessions() {
        var bob = new SessionFolder(folder.session(), "bob");
        samples.aSession(ours, "bob");

        assertThatThrownBy(() -> files.create(ours, aFile(bob.at(PATH)))).hasStackTraceContaining("foreign key");
    }

    @Test
    void theNextFileAtAPathTakesThePlaceOfTheFirstOnceItIsComplete() {
        var first = kept(PATH, "first");
        var second = files.create(ours, aFile(folder.at(PATH)));
        assertThat(sessionFiles.find(ours, folder.at(PATH))).contains(first);

        receive(second, "second");

        assertThat(read(sessionFiles.find(ours, folder.at(PATH)).orElseThrow())).isEqualTo("second");
        assertThat(files.findLinked(ours, first.id())).isEmpty();
        assertThat(samples.sql(ours, "SELECT count(*) FROM stored_file_chunk")).isOne();
    }

    @Test
    void anExpiredFileDoesNotKeepItsPath() {
        kept(PATH, "first");
        clock.advance(Duration.ofHours(2));
        assertThat(sessionFiles.find(ours, folder.at(PATH))).isEmpty();
        assertThat(sessionFiles.delete(ours, folder.at(PATH))).isFalse();
        assertThat(sessionFiles.list(ours, folder, "", ALL).items()).isEmpty();

        assertThat(read(kept(PATH, "second"))).isEqualTo("second");
    }

    @Test
    void ofManyFilesThatBecomeCompleteAtOnceOneStays() throws InterruptedException, ExecutionException {
        var announced = IntStream.range(0, 6)
                .mapToObj(ignored -> files.create(ours, aFile(folder.at(PATH))))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = announced.stream()
                    .map(file ->
                            threads.submit((Callable<Received>) () -> files.receive(ours, file.id(), content("x"), 10)))
                    .toList();
            for (var each : all) {
                assertThat(each.get()).isInstanceOf(Received.Complete.class);
            }
        }

        assertThat(samples.sql(ours, "SELECT count(*) FROM stored_file")).isOne();
    }

    @Test
    void listsAreInTheOrderOfPathsAndByPrefix() {
        kept(FilePath.of("b/2"), "x");
        kept(FilePath.of("b/1"), "x");
        kept(FilePath.of("a_c"), "x");
        kept(FilePath.of("abc"), "x");
        files.create(ours, aFile(folder.at(FilePath.of("b/awaited"))));

        var ofB = sessionFiles.list(ours, folder, "b/", new Slice(0, 1));

        assertThat(ofB.total()).isEqualTo(2);
        assertThat(ofB.items()).extracting(SessionFilesIT::place).containsExactly("b/1");
        assertThat(sessionFiles.list(ours, folder, "b/", new Slice(1, 1)).items())
                .extracting(SessionFilesIT::place)
                .containsExactly("b/2");
        assertThat(sessionFiles.list(ours, folder, "a_", ALL).items())
                .extracting(SessionFilesIT::place)
                .containsExactly("a_c");
        assertThat(sessionFiles.list(ours, folder, "", ALL).total()).isEqualTo(4);
    }

    @Test
    void aDeletedSessionTakesItsFilesAlong() {
        kept(PATH, "hello");
        files.create(ours, aFile(folder.at(PATH)));
        var others = samples.aSession(ours, "ada");
        files.create(ours, aFile(others.at(PATH)));

        samples.sql(ours, "DELETE FROM session WHERE id = '" + folder.session() + "'");

        assertThat(samples.sql(ours, "SELECT count(*) FROM stored_file_chunk")).isZero();
        assertThat(samples.sql(ours, "SELECT count(*) FROM stored_file")).isOne();
    }

    @Test
    void theContentIsNowhereInTheTable() {
        kept(PATH, "a marker that nobody writes by chance");

        assertThat(samples.sql(ours, "SELECT count(*) FROM stored_file_chunk")).isOne();
        assertThat(samples.sql(
                        ours, "SELECT count(*) FROM stored_file_chunk WHERE position('marker'::bytea in sealed) > 0"))
                .isZero();
    }

    @Test
    void rotatedKeysOpenItAndDestroyedOnesDoNot() {
        var kept = kept(PATH, "hello");

        rotation.begin(ours);
        rotation.finish(ours);
        assertThat(samples.sql(ours, "SELECT key_version FROM stored_file_chunk"))
                .isEqualTo(2);
        assertThat(read(kept)).isEqualTo("hello");

        shredding.destroyKeys(ours);
        assertThat(samples.sql(ours, "SELECT count(*) FROM stored_file_chunk")).isZero();
        assertThat(sessionFiles.find(ours, folder.at(PATH))).isEmpty();
    }

    private static String place(StoredFile file) {
        return file.keptAt().orElseThrow().path().value();
    }

    private StoredFile kept(FilePath path, String text) {
        return receive(files.create(ours, aFile(folder.at(path))), text);
    }

    private StoredFile receive(StoredFile announced, String text) {
        try {
            var received = files.receive(ours, announced.id(), content(text), 1000);
            assertThat(received).isInstanceOf(Received.Complete.class);
            return ((Received.Complete) received).file();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private String read(StoredFile file) {
        try (var stream = files.open(ours, file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException gone) {
            throw new AssertionError(gone);
        }
    }

    private static ByteArrayInputStream content(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static NewFile aFile(SessionPath place) {
        return NewFile.in(place, place.path().name(), "text/plain", Duration.ofHours(1));
    }
}
