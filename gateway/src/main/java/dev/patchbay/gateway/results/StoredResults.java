package dev.patchbay.gateway.results;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.authstore.Ids;
import dev.patchbay.authstore.file.NewFile;
import dev.patchbay.authstore.file.Received;
import dev.patchbay.authstore.file.SessionFiles;
import dev.patchbay.authstore.file.SessionFolder;
import dev.patchbay.authstore.file.StoredFile;
import dev.patchbay.authstore.file.StoredFiles;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.OwnJson;
import dev.patchbay.gateway.session.Session;
import dev.patchbay.toolkit.FileAccess;
import dev.patchbay.toolkit.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Keeps large answers as files of their session, {@code results/<handle>.json}. A handle opens what its own session kept,
 * until that expires or the session ends; any other handle is as unknown as one that never was.
 */
@ApplicationScoped
public class StoredResults {
    private static final Logger LOG = Logger.getLogger(StoredResults.class);
    private static final String JSON = "application/json";
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final int READ_AT_ONCE = 4;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final StoredFiles files;
    private final SessionFiles sessionFiles;
    private final Ids ids;
    private final Duration lifetime;
    private final Room room = new Room(READ_AT_ONCE, LONGEST_WAIT);

    StoredResults(StoredFiles files, SessionFiles sessionFiles, Ids ids, ResultsConfig config) {
        this.files = files;
        this.sessionFiles = sessionFiles;
        this.ids = ids;
        this.lifetime = config.lifetime();
        if (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "patchbay.results.lifetime must be from one minute to 30 days, e.g. 24h; it is " + lifetime);
        }
    }

    /**
     * Keeps an answer. The call that it answers has happened, so whatever goes wrong here does not fail it.
     *
     * @param tool the slug of the tool that answered
     * @param logId of the call's record, for the log
     */
    public Kept keep(Session session, String tool, String logId, JsonNode data) {
        var handle = new ResultHandle(ids.next(Ids.Kind.RESULT));
        try {
            var file = store(session, handle, Json.write(data).getBytes(StandardCharsets.UTF_8));
            return new Kept.Stored(handle, Preview.of(handle, tool, file.size(), data), file);
        } catch (RuntimeException failed) { // whatever it was, the answer must arrive
            LOG.warnf(failed, "an answer could not be kept and is given whole; call=%s", logId);
            return new Kept.Inline(data);
        }
    }

    private StoredFile store(Session session, ResultHandle handle, byte[] content) {
        var place = folder(session).at(handle.path());
        var announced =
                files.create(session.tenant(), NewFile.in(place, handle.path().name(), JSON, lifetime));
        try {
            var received = files.receive(
                    session.tenant(), announced.id(), new ByteArrayInputStream(content), FileAccess.LIMIT_BYTES);
            if (received instanceof Received.Complete(var file)) {
                return file;
            }
            throw new IllegalStateException("An answer could not be kept: " + received);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The answer that this session kept under the handle; empty for every other handle, whatever it is. */
    public Optional<JsonNode> read(Session session, String handle) {
        return find(session, handle).flatMap(found -> found.content().get());
    }

    /**
     * Where answers are read that others ask for: few at once on this node.
     *
     * @return what the work gave, or {@link dev.patchbay.toolkit.Failure.UpstreamUnavailable} when too many are being read
     */
    <T> Outcome<T> reading(Supplier<Outcome<T>> work) {
        return room.during(work);
    }

    /** As {@link #read}, of which only the size is known yet. */
    Optional<Unread> find(Session session, String handle) {
        return ResultHandle.isValid(handle)
                ? sessionFiles
                        .find(session.tenant(), folder(session).at(new ResultHandle(handle).path()))
                        .map(file -> new Unread(file.size(), () -> content(session, file)))
                : Optional.empty();
    }

    private Optional<JsonNode> content(Session session, StoredFile file) {
        try (var stream = files.open(session.tenant(), file)) {
            return Optional.of(OwnJson.read(stream));
        } catch (IOException deletedMeanwhile) {
            return Optional.empty();
        }
    }

    /** How long answers are kept, for whoever has to explain that one is gone. */
    public Duration lifetime() {
        return lifetime;
    }

    /** Whose files a session's are. */
    public static SessionFolder folder(Session session) {
        return new SessionFolder(session.id().value(), session.userId());
    }
}
