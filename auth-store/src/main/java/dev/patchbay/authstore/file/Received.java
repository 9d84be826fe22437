package dev.patchbay.authstore.file;

/** How taking a file's content ended. Unless it is complete, nothing of the content was kept. */
public sealed interface Received {

    record Complete(StoredFile file) implements Received {}

    record TooLarge(long limitBytes) implements Received {}

    /** The content is not the one whose MD5 was announced. It may be sent again. */
    record OtherContent() implements Received {}

    /** No file waits for content: unknown, of another tenant, expired or complete. */
    record NotAwaited() implements Received {}

    /** A later attempt took this one's place, or the file expired meanwhile. */
    record Overtaken() implements Received {}
}
