package dev.patchbay.simulator.http;

import java.time.Duration;
import java.util.Optional;

/** One way for a service to have a bad day. */
public sealed interface Fault {
    /** This status, before anything is changed; 502 comes as a web page, the others in the service's own error shape. */
    record Status(int status) implements Fault {}

    /** The request is carried out, then answered with this status. */
    record StatusAfterCommit(int status) implements Fault {}

    /** 429 before anything is changed; {@code retryAfter} goes into the header as given. */
    record TooManyRequests(Optional<String> retryAfter) implements Fault {}

    /** The true answer, late. */
    record Slow(Duration delay) implements Fault {}

    /** Nothing is carried out and nothing comes back, until the simulator stops or is reset. */
    record Hang() implements Fault {}

    /** The connection is closed without an answer, before anything is changed. */
    record Drop() implements Fault {}

    /** The request is carried out, then the connection is closed without an answer. */
    record DropAfterCommit() implements Fault {}

    /** Carried out; 200 with the plain word OK. */
    record PlainOk() implements Fault {}

    /** Carried out; 200 without a body. */
    record Empty() implements Fault {}

    /** Carried out; 200 with JSON that breaks off. */
    record BadJson() implements Fault {}

    /** Carried out; 200 with a JSON list of about so many bytes. */
    record Huge(long bytes) implements Fault {}

    /** 302 to there, before anything is changed. */
    record Redirect(String location) implements Fault {}
}
