package dev.patchbay.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The program behind {@code ./patchbay admin}. */
public final class AdminCommand {
    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int NOT_UNDERSTOOD = 2;

    private final Map<String, String> variables;
    private final PrintStream out;
    private final PrintStream err;

    AdminCommand(Map<String, String> variables, PrintStream out, PrintStream err) {
        this.variables = variables;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] words) throws InterruptedException {
        System.exit(new AdminCommand(System.getenv(), System.out, System.err).run(Arrays.asList(words)));
    }

    /** The exit code. */
    int run(List<String> words) throws InterruptedException {
        if (words.isEmpty() || words.equals(List.of("help")) || words.contains("--help")) {
            out.print(CommandLine.USAGE);
            return words.isEmpty() ? NOT_UNDERSTOOD : DONE;
        }
        AdminRequest request;
        try {
            request = CommandLine.parse(words);
        } catch (UsageProblem problem) {
            err.println(problem.getMessage());
            err.println("./patchbay admin help lists the commands.");
            return NOT_UNDERSTOOD;
        }
        return run(request);
    }

    private int run(AdminRequest request) throws InterruptedException {
        var keyFile = keyFile();
        String key;
        try {
            key = Files.readString(keyFile).strip();
        } catch (IOException unreadable) {
            err.println(
                    "There is no admin key at " + keyFile + ", or you may not read it. The gateway writes it when it"
                            + " starts for the first time; PATCHBAY_HOME or PATCHBAY_ADMIN_KEY_FILE says where it is.");
            return REFUSED;
        }
        var origin = Origin.of(variables);
        try {
            return report(new AdminClient(origin, key).send(request));
        } catch (IOException unreachable) {
            err.println("The gateway cannot be reached at " + origin.address() + ": is it running? ("
                    + unreachable.getClass().getSimpleName() + ")");
            return REFUSED;
        }
    }

    private int report(AdminClient.Reply reply) {
        if (!reply.isGood()) {
            err.println(reply.body().path("detail").asText("The gateway refused (HTTP " + reply.status() + ")."));
            var fix = reply.body().path("suggested_fix").asText("");
            if (!fix.isEmpty()) {
                err.println(fix);
            }
            return REFUSED;
        }
        out.println(Listing.of(reply.body()));
        if (holdsKey(reply.body())) {
            err.println("The key is shown this once; keep it where only its user can read it.");
        }
        return reply.body().path("problems").isEmpty() ? DONE : REFUSED;
    }

    private static boolean holdsKey(JsonNode body) {
        return body.has("key") || body.path("api_key").has("key");
    }

    private Path keyFile() {
        var named = variables.get("PATCHBAY_ADMIN_KEY_FILE");
        return named != null && !named.isEmpty()
                ? Path.of(named)
                : Path.of(variables.getOrDefault("PATCHBAY_HOME", ".patchbay")).resolve("admin-key");
    }
}
