package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Json;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** Published messages, and the outbox: what has been delivered by now, on channels and as mail. */
final class Messages {
    private static final String STATUS = "status";

    private final Clock clock;
    private final Ids ids;
    private final Map<String, Message> byId = new LinkedHashMap<>();
    private final ArrayNode mails = Json.array();

    Messages(Clock clock, Ids ids) {
        this.clock = clock;
        this.ids = ids;
    }

    /** Accepted messages are answered as scheduled, also those that are due at once. */
    ObjectNode publish(String channel, ObjectNode body) {
        String id = ids.numbered("MSG");
        byId.put(id, Message.accepted(id, channel, body, clock.millis()));
        return state(id, "scheduled");
    }

    ObjectNode status(String id) {
        Message message = message(id);
        if (message.cancelledAt().isPresent()) {
            return state(id, "cancelled");
        }
        return state(id, message.deliveries(clock.millis()).isEmpty() ? "scheduled" : "published");
    }

    ObjectNode cancel(String id) {
        byId.put(id, message(id).cancelled(clock.millis()));
        return state(id, "cancelled");
    }

    /** Takes everything that has not been delivered yet from that channel. */
    void removeChannel(String channel) {
        byId.replaceAll((_, message) ->
                message.channel().equals(channel) && message.cancelledAt().isEmpty()
                        ? message.cancelled(clock.millis())
                        : message);
    }

    ObjectNode mail(ObjectNode mail) {
        String id = ids.numbered("MAIL");
        mails.add(mail);
        return state(id, "scheduled");
    }

    /** For the test: {@code messages}, in the order of their delivery, and {@code mails}. */
    ObjectNode outbox() {
        var delivered = Json.array();
        byId.values().stream()
                .flatMap(message -> message.deliveries(clock.millis()).stream().map(at -> delivery(message, at)))
                .sorted((left, right) ->
                        Long.compare(left.path("at").asLong(), right.path("at").asLong()))
                .forEach(delivered::add);
        var outbox = Json.object();
        outbox.set("messages", delivered);
        outbox.set("mails", mails.deepCopy());
        return outbox;
    }

    private static ObjectNode delivery(Message message, long at) {
        return Json.object()
                .put("messageId", message.id())
                .put("channel", message.channel())
                .put("at", at)
                .set("body", message.body());
    }

    private Message message(String id) {
        return Optional.ofNullable(byId.get(id))
                .orElseThrow(() -> Refusal.of(Codes.MESSAGE_NOT_FOUND, "Message " + id + " not found"));
    }

    private static ObjectNode state(String id, String status) {
        return Json.object().put("messageId", id).put(STATUS, status).putNull("errorMessage");
    }

    /** @param cancelledAt from when on nothing more is delivered */
    private record Message(
            String id, String channel, ObjectNode body, long first, long every, long last, OptionalLong cancelledAt) {
        private static final int MOST_DELIVERIES = 1000;

        static Message accepted(String id, String channel, ObjectNode body, long now) {
            long first = body.path("publishAt").asLong(now);
            long every = body.path("repeatEvery").asLong(0) * 1000;
            long last = every == 0 ? first : body.path("repeatExpiresAt").asLong(Long.MAX_VALUE);
            return new Message(id, channel, body.deepCopy(), Math.max(now, first), every, last, OptionalLong.empty());
        }

        Message cancelled(long now) {
            return new Message(id, channel, body, first, every, last, OptionalLong.of(now));
        }

        List<Long> deliveries(long now) {
            long end = Math.min(now, cancelledAt.isPresent() ? cancelledAt.getAsLong() : Long.MAX_VALUE);
            if (every == 0) {
                return first <= end ? List.of(first) : List.of();
            }
            return LongStream.iterate(first, at -> at <= Math.min(end, last), at -> at + every)
                    .limit(MOST_DELIVERIES)
                    .boxed()
                    .toList();
        }
    }
}
