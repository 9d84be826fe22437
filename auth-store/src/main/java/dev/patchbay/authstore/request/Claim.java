package dev.patchbay.authstore.request;

import java.time.Instant;

/** What became of the attempt to be the one that carries a request out. */
public sealed interface Claim {

    /** Nobody did before: carry it out, then finish or abandon it. */
    record First() implements Claim {}

    /** Nobody did before, but the tenant has too many requests kept; nothing was claimed. */
    record Full() implements Claim {}

    /** Another is at it. */
    record Running(Instant since) implements Claim {}

    /** It was begun and never ended, because the process died: what it did is not known. */
    record Unfinished(Instant since) implements Claim {}

    /** The key was used for another request. */
    record Different() implements Claim {}

    record Answered(KeptAnswer answer) implements Claim {}
}
