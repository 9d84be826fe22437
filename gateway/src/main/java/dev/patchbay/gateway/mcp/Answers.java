package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patchbay.gateway.http.RequestThreads;
import io.modelcontextprotocol.spec.HttpHeaders;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes answers: one JSON message, or a stream of events once something is said before the end (streamable HTTP). Which of the
 * two it is shows with the first message, so the common answer costs no stream and keeps its HTTP status.
 */
@ApplicationScoped
class Answers {
    private static final Logger LOG = Logger.getLogger(Answers.class);
    /** Keeps connections that proxies would close. */
    private static final Duration PULSE = Duration.ofSeconds(15);
    /** Whoever says more than the client takes in waits. */
    private static final int MOST_WAITING = 256;

    private final RequestThreads threads;
    private final ObjectMapper mapper;

    Answers(RequestThreads threads, ObjectMapper mapper) {
        this.threads = threads;
        this.mapper = mapper;
    }

    private sealed interface Event {
        record Said(Object message) implements Event {}

        record Ended(Verdict verdict) implements Event {}

        record Broken(Throwable bug) implements Event {}
    }

    /** Errors of HTTP are JSON whatever the client prefers: it tells by their body what kind of server this is. */
    Response whole(Answer form, Verdict verdict) {
        var streams = form == Answer.EVENT_STREAM && verdict.status() == Status.OK;
        var answer = streams
                ? stream(verdict.status()).entity(bytes(event(verdict.message())))
                : Response.status(verdict.status())
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .entity(bytes(json(verdict.message())));
        verdict.opened().ifPresent(session -> answer.header(HttpHeaders.MCP_SESSION_ID, session));
        return answer.build();
    }

    /** Runs work that may say something before its end, on a thread of its own. */
    Response talking(Answer form, JsonNode id, Function<Outlet, Verdict> work) {
        var events = new LinkedBlockingQueue<Event>(MOST_WAITING);
        var inRequest = threads.forThisRequest(() -> work.apply(message -> put(events, new Event.Said(message))));
        Thread.ofVirtual().name("mcp-request").start(() -> put(events, ended(inRequest)));
        return switch (take(events)) {
            case Event.Ended(var verdict) -> whole(form, verdict);
            case Event.Broken(RuntimeException bug) -> throw bug;
            case Event.Broken(Error bug) -> throw bug;
            case Event.Broken(var bug) -> throw new IllegalStateException(bug);
            case Event.Said(var first) ->
                stream(Status.OK)
                        .entity((StreamingOutput) out -> tell(out, id, first, events))
                        .build();
        };
    }

    private static Event ended(Callable<Verdict> work) {
        try {
            return new Event.Ended(work.call());
        } catch (Throwable bug) { // whatever it is, the request waits for its end
            return new Event.Broken(bug);
        }
    }

    /** Reads to the end even when the client has left: the work belongs to the request, which must not end before it. */
    private void tell(OutputStream out, JsonNode id, Object first, BlockingQueue<Event> events) throws IOException {
        var writer = new Writer(out);
        writer.write(event(first));
        while (true) {
            switch (poll(events)) {
                case null -> writer.write(": waiting\n\n");
                case Event.Said(var message) -> writer.write(event(message));
                case Event.Ended(var verdict) -> {
                    writer.write(event(verdict.message()));
                    writer.end();
                    return;
                }
                case Event.Broken(var bug) -> {
                    LOG.error("a request broke after its answer had begun", bug);
                    writer.write(event(JsonRpc.error(
                            id,
                            new Reply.Refusal(
                                    ErrorCodes.INTERNAL_ERROR,
                                    "The gateway failed while it carried this out; it may have taken effect."))));
                    writer.end();
                    return;
                }
            }
        }
    }

    /** Remembers that the client has left instead of stopping there. */
    private static final class Writer {
        private final OutputStream out;
        private @Nullable IOException gone;

        Writer(OutputStream out) {
            this.out = out;
        }

        void write(String text) {
            if (gone != null) {
                return;
            }
            try {
                out.write(bytes(text));
                out.flush();
            } catch (IOException left) {
                gone = left;
            }
        }

        void end() throws IOException {
            if (gone != null) {
                throw gone;
            }
        }
    }

    static ResponseBuilder stream(Status status) {
        return Response.status(status)
                .type(MediaType.SERVER_SENT_EVENTS_TYPE)
                .header("Cache-Control", "no-cache")
                .header("X-Accel-Buffering", "no");
    }

    String event(Object message) {
        return "event: message\ndata: " + json(message) + "\n\n";
    }

    private String json(Object message) {
        try {
            return mapper.writeValueAsString(message);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a message of ours does not serialise", impossible);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void put(BlockingQueue<Event> events, Event event) {
        try {
            events.put(event);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static Event take(BlockingQueue<Event> events) {
        try {
            return events.take();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static @Nullable Event poll(BlockingQueue<Event> events) {
        try {
            return events.poll(PULSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
