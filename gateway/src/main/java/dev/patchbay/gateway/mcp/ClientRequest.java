package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.session.Session;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What a client asks, whatever revision it speaks.
 *
 * @param inputs the client's answers to what an earlier {@link Reply.InputNeeded} of this operation asked, by its keys: as an
 *     elicitation, a sampling or a list of roots gives them. Nothing about them is certain
 * @param state what that reply carried; empty at first
 * @param redeem true the first time these answers are put to use, on whichever node; for what may happen once only
 */
record ClientRequest(
        Session session,
        String method,
        ObjectNode params,
        Peer peer,
        Map<String, ObjectNode> inputs,
        ObjectNode state,
        BooleanSupplier redeem) {

    ClientRequest {
        inputs = Map.copyOf(inputs);
    }

    /** The first time it is performed: nothing was asked yet. */
    static ClientRequest first(Session session, String method, ObjectNode params, Peer peer) {
        return new ClientRequest(session, method, params, peer, Map.of(), Json.object(), () -> true);
    }

    /** The same, in the session as it has become meanwhile. */
    ClientRequest in(Session present) {
        return new ClientRequest(present, method, params, peer, inputs, state, redeem);
    }

    ClientRequest answered(Map<String, ObjectNode> answers, ObjectNode given, BooleanSupplier redeemed) {
        return new ClientRequest(session, method, params, peer, answers, given, redeemed);
    }
}
