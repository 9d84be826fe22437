package dev.patchbay.gateway.egress;

/** Why egress refused. For the operator's log only: callers get one shape, or they could probe the network with it. */
enum Refusal {
    ADDRESS_MALFORMED("the base address is malformed"),
    ADDRESS_FORBIDDEN("the name leads to an address that egress never reaches"),
    PLAIN_HTTP("plain http is only for addresses on the development allow-list"),
    PORT("only port 443 is allowed without an operator's override"),
    HOST_MALFORMED("the host is not a DNS name"),
    HOST_NUMERIC("the host looks numeric but is not four plain decimals"),
    HOST_LOCAL("the host name is local"),
    FIELD_MISSING("the connection lacks a field that the address or the credential needs"),
    FIELD_VALUE("a field of the connection holds a value that cannot be placed"),
    HEADER("a request header is not allowed"),
    DOWNGRADE("a redirect leads from https to http"),
    PATH("the path or query would leave the base address");

    private final String text;

    Refusal(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
