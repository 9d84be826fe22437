package dev.patchbay.toolkit;

/**
 * Where the credential goes in a request. Templates name fields of the connection form in braces, e.g. {@code {api_key}};
 * they are filled by egress alone, after the address was vetted.
 */
public sealed interface Placement {

    /** HTTP Basic (RFC 7617). */
    record Basic(String username, String password) implements Placement {}

    /** A request header. */
    record Header(String name, String value) implements Placement {}

    /** A query parameter; the address is then a secret. */
    record Query(String name, String value) implements Placement {}

    /** Leading path segments, each filled value encoded as one segment; the address is then a secret. */
    record PathPrefix(String template) implements Placement {}

    /** The address itself decides; no credential is sent. */
    record None() implements Placement {}
}
