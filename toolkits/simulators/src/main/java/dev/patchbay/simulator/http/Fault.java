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

    /**
     * A token bucket of {@code limit} requests, filled again evenly over {@code per} of the simulator's time. It meets only what
     * comes when the bucket is empty, and counts only requests that the service lets in: 429 before anything is changed.
     */
    record Rate(int limit, Duration per, RetryAfter retryAfter) implements Fault {
        public Rate {
            if (limit < 1 || per.isNegative() || per.isZero()) {
                throw new IllegalArgumentException("A rate needs a positive limit and a positive time");
            }
        }
    }

    /** What a 429 says about coming back. */
    enum RetryAfter {
        SECONDS,
        DATE,
        NONE,
        ABSURD
    }

    /** The true answer, late. */
    record Slow(Duration delay) implements Fault {}

    /** The head of the true answer at once, its body in pieces with this pause before each. */
    record SlowBody(Duration pause) implements Fault {}

    /** Nothing is carried out and nothing comes back, until the simulator stops or is reset. */
    record Hang() implements Fault {}

    /** The connection is closed without an answer, before anything is changed. */
    record Drop() implements Fault {}

    /** The request is carried out, then the connection is closed without an answer. */
    record DropAfterCommit() implements Fault {}

    /** A TCP reset, before anything is changed. */
    record Reset() implements Fault {}

    /** The request is carried out, then a TCP reset. */
    record ResetAfterCommit() implements Fault {}

    /** Carried out; the answer announces more bytes than come. */
    record Truncate() implements Fault {}

    /** Carried out; 200 with the plain word OK. */
    record PlainOk() implements Fault {}

    /** Carried out; 200 without a body. */
    record Empty() implements Fault {}

    /** Carried out; 200 with JSON that breaks off. */
    record BadJson() implements Fault {}

    /** Carried out; the true answer under the content type {@code text/html}. */
    record WrongType() implements Fault {}

    /** Carried out; 200 with a JSON list of about so many bytes. */
    record Huge(long bytes) implements Fault {}

    /** Carried out; the connection is closed in the middle of the answer's head. */
    record DropInHead() implements Fault {}

    /** Carried out; the true answer, altered. */
    record Altered(Alteration how) implements Fault {}

    /** This very answer, before anything is changed. */
    record Canned(Answer answer) implements Fault {}

    /** A redirection to there, before anything is changed. */
    record Redirect(int status, String location) implements Fault {
        public Redirect(String location) {
            this(302, location);
        }
    }
}
