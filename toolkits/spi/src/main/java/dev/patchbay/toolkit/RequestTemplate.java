package dev.patchbay.toolkit;

import java.util.List;

/**
 * How a tool's arguments become one HTTP request below the base address of a connection. It never mentions a credential:
 * where that goes is the {@link Placement} of the connection form.
 *
 * @param door name of the {@link ConnectionForm#doors() door} it goes through; empty for the form's own
 * @param anonymous whether the account's own {@link ConnectionForm.ActingUser} is left out
 */
public record RequestTemplate(
        HttpMethod method,
        PathTemplate path,
        List<QueryParameter> query,
        List<HeaderParameter> headers,
        BodyTemplate body,
        String door,
        boolean anonymous) {

    public RequestTemplate {
        query = List.copyOf(query);
        headers = List.copyOf(headers);
    }

    /** What a query parameter is filled with. */
    public sealed interface Source {
        /** The value of an argument; nothing is sent when the argument is absent or null. */
        record Argument(String name) implements Source {}

        /** Always this text. */
        record Constant(String text) implements Source {}
    }

    /** How a list becomes query parameters. */
    public enum ListStyle {
        /** {@code tags=a&tags=b} */
        REPEAT,
        /** {@code tags=a,b} */
        COMMA
    }

    /** One query parameter; {@code name} is the name on the wire. */
    public record QueryParameter(String name, Source source, ListStyle lists) {}

    /** One header taken from an argument; {@code name} is the name on the wire. */
    public record HeaderParameter(String name, String argument) {}
}
