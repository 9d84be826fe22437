package dev.patchbay.gateway.testhttp;

import static org.hamcrest.Matchers.equalTo;

import java.util.Locale;
import org.hamcrest.Matcher;
import org.hamcrest.StringDescription;
import org.jspecify.annotations.Nullable;

/** An answer and what must hold of it; the first thing that does not fails the test, with the answer in the message. */
public final class ValidatableResponse {
    private final Response response;

    ValidatableResponse(Response response) {
        this.response = response;
    }

    public ValidatableResponse statusCode(int expected) {
        return statusCode(equalTo(expected));
    }

    public ValidatableResponse statusCode(Matcher<? super Integer> expected) {
        return holds("the status", response.statusCode(), expected);
    }

    public ValidatableResponse header(String name, String expected) {
        return header(name, equalTo(expected));
    }

    /** The last of that name; null if there is none. */
    public ValidatableResponse header(String name, Matcher<? super String> expected) {
        return holds("the header " + name, response.header(name), expected);
    }

    public ValidatableResponse contentType(ContentType expected) {
        return contentType(expected.toString());
    }

    /** Parameters of the type count only where the expected one has some. */
    public ValidatableResponse contentType(String expected) {
        var type = response.contentType();
        return holds(
                "the content type",
                comparable(expected.contains(";") ? type : type.split(";", 2)[0]),
                equalTo(comparable(expected)));
    }

    public ValidatableResponse contentType(Matcher<? super String> expected) {
        return holds("the content type", response.contentType(), expected);
    }

    public ValidatableResponse body(Matcher<? super String> expected) {
        return holds("the body", response.asString(), expected);
    }

    /**
     * What is at a path of a JSON body.
     *
     * @param more further paths, each followed by its matcher
     * @see JsonPath
     */
    public ValidatableResponse body(String path, Matcher<?> expected, Object... more) {
        holds(path, response.path(path), expected);
        if (more.length % 2 != 0) {
            throw new IllegalArgumentException("a path without a matcher: " + more[more.length - 1]);
        }
        for (int i = 0; i < more.length; i += 2) {
            body((String) more[i], (Matcher<?>) more[i + 1]);
        }
        return this;
    }

    public Response extract() {
        return response;
    }

    private ValidatableResponse holds(String what, @Nullable Object actual, Matcher<?> expected) {
        if (!expected.matches(actual)) {
            var message = new StringDescription().appendText(what).appendText("\nExpected: ");
            message.appendDescriptionOf(expected).appendText("\n  Actual: ");
            expected.describeMismatch(actual, message);
            throw new AssertionError(message.appendText("\n") + response.toString());
        }
        return this;
    }

    private static String comparable(String type) {
        return type.replace(" ", "").toLowerCase(Locale.ROOT);
    }
}
