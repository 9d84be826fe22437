package dev.patchbay.gateway.mcp.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.exchange.WaitingAnswers;
import dev.patchbay.gateway.json.OwnJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One request's answers on the node where it runs. */
final class OpenInbox implements Mailbox.Inbox {
    private static final Logger LOG = Logger.getLogger(OpenInbox.class);
    /** So often it looks for what was not signalled. */
    private static final Duration ROUND = Duration.ofSeconds(2);

    private final Place place;
    private final WaitingAnswers answers;
    private final Runnable leaving;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Queue<ObjectNode> early = new ArrayDeque<>();
    private @Nullable Consumer<ObjectNode> taker;

    /** @param leaving how the mailbox forgets it */
    OpenInbox(Place place, WaitingAnswers answers, Runnable leaving) {
        this.place = place;
        this.answers = answers;
        this.leaving = leaving;
    }

    void begin() {
        answers.open(place.tenant(), place.id());
        Thread.ofVirtual().name("mcp-inbox").start(this::keepLooking);
    }

    @Override
    public synchronized void onAnswer(Consumer<ObjectNode> answerTaker) {
        taker = answerTaker;
        early.forEach(answer -> hand(answer, answerTaker));
        early.clear();
    }

    synchronized void arrived(ObjectNode answer) {
        if (closed.getCount() == 0) {
            return;
        }
        var present = taker;
        if (present != null) {
            hand(answer, present);
        } else if (early.size() < WaitingAnswers.MOST) {
            early.add(answer);
        }
    }

    /** Takes what other nodes left for it; whoever comes second finds nothing. */
    void look() {
        try {
            for (var answer : answers.take(place.tenant(), place.id())) {
                arrived((ObjectNode) OwnJson.read(new ByteArrayInputStream(answer)));
            }
        } catch (IOException | RuntimeException failed) { // whatever it was, the next round must come
            LOG.warnf("answers could not be looked for; the next round tries again: %s", failed.getMessage());
        }
    }

    @Override
    public void close() {
        leaving.run();
        if (closed.getCount() == 0) {
            return;
        }
        closed.countDown();
        try {
            answers.close(place.tenant(), place.id());
        } catch (RuntimeException failed) { // it expires, and the request that waited has ended
            LOG.warnf("an exchange could not be closed; it expires: %s", failed.getMessage());
        }
    }

    private static void hand(ObjectNode answer, Consumer<ObjectNode> to) {
        Thread.ofVirtual().name("mcp-answer").start(() -> to.accept(answer));
    }

    private void keepLooking() {
        try {
            while (!closed.await(ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
