package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The client of a running request: what it can be asked for, and what it can be told before the answer. */
interface Peer {

    /** Whether it can be asked for this, in the revision it speaks and by what it declared. */
    boolean can(Ability ability);

    /**
     * Tells how far the request is. Nothing happens unless the client asked for it with this request.
     *
     * @param done grows with every report of one request; a report that does not is left out
     */
    void progress(double done, double total, Optional<String> message);

    /** Tells what happened, unless the client wants nothing so slight. */
    void log(LogLevel level, String logger, JsonNode data);
}
