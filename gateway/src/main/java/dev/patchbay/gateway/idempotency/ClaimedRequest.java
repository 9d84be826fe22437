package dev.patchbay.gateway.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.request.IdempotentRequests;
import dev.patchbay.authstore.request.KeptAnswer;
import dev.patchbay.authstore.request.RequestKey;
import jakarta.enterprise.context.RequestScoped;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The key under which the present request is carried out, from when it was claimed until it is settled what is kept. */
@RequestScoped
class ClaimedRequest {
    private static final String JSON = "application/json;charset=UTF-8";
    private static final Logger LOG = Logger.getLogger(ClaimedRequest.class);

    private final IdempotentRequests requests;
    private final ObjectMapper mapper;
    private @Nullable Claimed open;

    ClaimedRequest(IdempotentRequests requests, ObjectMapper mapper) {
        this.requests = requests;
        this.mapper = mapper;
    }

    @SuppressWarnings("ArrayRecordComponent") // a carrier; nobody compares it
    record Claimed(TenantId tenant, RequestKey key, byte[] fingerprint) {}

    void claimed(Claimed claimed) {
        open = claimed;
    }

    /** Keeps the answer; does nothing where there is no key, or it is settled. */
    void finish(int status, @Nullable Object entity) {
        settle(claimed -> {
            var answer = KeptAnswer.of(status, entity == null ? "" : JSON, bytes(entity));
            requests.finish(claimed.tenant, claimed.key, claimed.fingerprint, answer);
        });
    }

    /** Nothing was done, so the request may come again; does nothing where there is no key, or it is settled. */
    void abandon() {
        settle(claimed -> requests.abandon(claimed.tenant, claimed.key));
    }

    private void settle(Consumer<Claimed> settling) {
        var claimed = open;
        open = null;
        if (claimed != null) {
            try {
                settling.accept(claimed);
            } catch (RuntimeException unkept) { // whatever it was: what was done was done, and who asked is told
                LOG.error("the answer to a request with an idempotency key could not be kept", unkept);
            }
        }
    }

    private byte[] bytes(@Nullable Object entity) {
        try {
            return switch (entity) {
                case null -> new byte[0];
                case String text -> text.getBytes(StandardCharsets.UTF_8);
                default -> mapper.writeValueAsBytes(entity);
            };
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an answer of ours does not serialise", impossible);
        }
    }
}
