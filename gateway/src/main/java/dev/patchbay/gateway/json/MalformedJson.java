package dev.patchbay.gateway.json;

/** The sender's body is not the JSON we accept. Checked, because every reader must decide how its protocol says so. */
public final class MalformedJson extends Exception {
    private final String problem;

    MalformedJson(String problem) {
        super(problem);
        this.problem = problem;
    }

    /** What is wrong and where, fit for the sender. */
    public String problem() {
        return problem;
    }
}
