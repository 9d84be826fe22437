package dev.patchbay.gateway.http;

import java.util.List;

/** Ends a REST request that cannot be carried out. The texts are fit for the caller. */
public final class ApiError extends RuntimeException {
    private final ErrorKind kind;
    private final String fix;
    private final List<String> errors;

    /**
     * @param fix what the caller can do, or empty
     * @param errors single problems, each with its place, or empty
     */
    public ApiError(ErrorKind kind, String message, String fix, List<String> errors) {
        super(message, null, false, false);
        this.kind = kind;
        this.fix = fix;
        this.errors = List.copyOf(errors);
    }

    public ApiError(ErrorKind kind, String message) {
        this(kind, message, "", List.of());
    }

    public static ApiError invalid(List<String> problems) {
        return new ApiError(
                ErrorKind.INVALID_REQUEST,
                "The request is not valid: " + String.join("; ", problems) + ".",
                "",
                problems);
    }

    public static ApiError invalid(String problem) {
        return invalid(List.of(problem));
    }

    ErrorKind kind() {
        return kind;
    }

    String fix() {
        return fix;
    }

    List<String> errors() {
        return errors;
    }
}
