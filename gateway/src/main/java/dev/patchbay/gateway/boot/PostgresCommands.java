package dev.patchbay.gateway.boot;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs PostgreSQL's programs, as root in a user namespace of their own, because they refuse to run as root. */
final class PostgresCommands {

    record Result(int exit, String output) {
        boolean ok() {
            return exit == 0;
        }
    }

    private final Path programs;
    private final boolean asRoot;

    PostgresCommands(Path programs) {
        this.programs = programs;
        this.asRoot = "root".equals(System.getProperty("user.name"));
    }

    Result run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (asRoot) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(programs.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(programs.toFile()).redirectErrorStream(true);
        // Nothing of the gateway's environment, which can hold passwords, and none of PostgreSQL's own variables.
        Map<String, String> environment = builder.environment();
        String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
        environment.clear();
        environment.put("PATH", path);
        environment.put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Result(process.waitFor(), output);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for " + program);
        }
    }
}
