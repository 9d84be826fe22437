package dev.patchbay.toolkit;

/**
 * How an answer of success still says that the call failed: {@code member} has the text {@code value}.
 *
 * @param message member that holds the reason
 */
public record RefusalSign(String member, String value, String message) {}
