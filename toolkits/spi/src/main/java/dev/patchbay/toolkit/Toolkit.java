package dev.patchbay.toolkit;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One service: how it presents itself and how a user connects to it. Its tools are looked up in the catalogue.
 *
 * @param version dated version of this definition, {@code YYYYMMDD_NN}
 * @param documentation where the service documents its API
 * @param connections the ways to connect, in order of precedence: the first whose required fields are all given is used
 * @param errors how the service says that it refused
 * @param probe how to find out whether a credential works, where there is a way
 */
public record Toolkit(
        ToolkitSlug slug,
        String title,
        String description,
        String version,
        Optional<String> documentation,
        List<String> categories,
        List<ConnectionForm> connections,
        ErrorFormat errors,
        FailureHints failureHints,
        Optional<Probe> probe) {

    public Toolkit {
        categories = List.copyOf(categories);
        connections = List.copyOf(connections);
    }

    /**
     * Where the service puts its error text and code.
     *
     * @param message member of the error object that holds the text
     * @param code member that holds the service's own code, where it has one
     * @param insideSuccess whether a 2xx answer whose body is such an error object is a refusal
     * @param busy codes that mean "later", whatever the status: a read is then repeated
     */
    public record ErrorFormat(String message, Optional<String> code, boolean insideSuccess, Set<String> busy) {
        public ErrorFormat {
            busy = Set.copyOf(busy);
        }

        /** Of a service that says so by the HTTP status alone. */
        public ErrorFormat(String message, Optional<String> code, boolean insideSuccess) {
            this(message, code, insideSuccess, Set.of());
        }
    }
}
