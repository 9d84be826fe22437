package dev.patchbay.gateway.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One PostgreSQL cluster in {@code pg/data}: made, started, stopped through PostgreSQL's own programs.
 *
 * <p>The server runs in a session of its own, so that a Ctrl-C in the terminal reaches it only through {@link #stop}, after the
 * gateway has finished with it.
 */
final class PostgresServer {
    static final String SUPERUSER = "postgres";
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final Path pg;
    private final Path data;
    private final PostgresCommands commands;

    PostgresServer(Path pg, PostgresCommands commands) {
        this.pg = pg;
        this.data = pg.resolve("data");
        this.commands = commands;
    }

    /**
     * Starts the server on a loopback port, the one of the last time if it is free.
     *
     * @param passwordFile first line = the superuser's password, for a new cluster
     * @return the port
     */
    int start(Path passwordFile) throws IOException, StartRefused {
        if (!Files.isDirectory(data)) {
            initialise(passwordFile);
        }
        stopOrphan();
        int port = choosePort();
        PostgresSettings.write(data, port);
        Files.deleteIfExists(log());
        PostgresCommands.Result started = startOnce();
        if (!started.ok()) {
            // The processes of a server that was killed need a moment to notice, and block its successor until then.
            started = startOnce();
        }
        if (!started.ok()) {
            throw new StartRefused(
                    "The embedded database",
                    "does not start. It says:\n" + lastLines(started.output()),
                    "See " + log());
        }
        Files.writeString(pg.resolve("port"), Integer.toString(port));
        return port;
    }

    /** Ends open sessions and returns when everything is on disk. */
    void stop() throws IOException {
        if (!commands.run("pg_ctl", "-D", data.toString(), "-m", "fast", "-w", "-t", "30", "stop")
                .ok()) {
            commands.run("pg_ctl", "-D", data.toString(), "-m", "immediate", "-w", "-t", "10", "stop");
        }
    }

    private PostgresCommands.Result startOnce() throws IOException {
        return commands.run("pg_ctl", "-D", data.toString(), "-l", log().toString(), "-w", "-t", "60", "start");
    }

    private void initialise(Path passwordFile) throws IOException, StartRefused {
        Path beside = pg.resolve("data.new");
        deleteAll(beside);
        PostgresCommands.Result made = commands.run(
                "initdb",
                "-D",
                beside.toString(),
                "-U",
                SUPERUSER,
                "-A",
                "scram-sha-256",
                "--pwfile",
                passwordFile.toString(),
                "-E",
                "UTF8",
                "--no-locale",
                "--locale-provider",
                "builtin",
                "--builtin-locale",
                "C.UTF-8");
        if (!made.ok()) {
            throw new StartRefused(
                    "The embedded database",
                    "cannot be made. initdb says:\n" + made.output().strip().indent(6),
                    "As root this needs user namespaces (unshare -U). Otherwise run Patchbay as an ordinary user, or set"
                            + " PATCHBAY_DB_URL");
        }
        Files.move(beside, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A server left behind by a gateway that was killed is stopped; a process id that went to somebody else is left alone. */
    private void stopOrphan() throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> process = Files.readString(pidFile)
                .lines()
                .findFirst()
                .filter(line -> line.matches("[0-9]{1,18}"))
                .flatMap(line -> ProcessHandle.of(Long.parseLong(line)));
        if (process.isEmpty()) {
            return;
        }
        if (isOurs(process.get())) {
            stop();
        } else {
            Files.delete(pidFile);
        }
    }

    private boolean isOurs(ProcessHandle process) {
        boolean postgres = process.info()
                .command()
                .map(command -> command.endsWith("/postgres"))
                .orElse(false);
        boolean here = process.info().arguments().stream()
                .flatMap(Stream::of)
                .anyMatch(argument -> argument.equals(data.toString()));
        return postgres && (here || worksIn(process.pid(), data));
    }

    /** A server whose data directory was moved while it ran still works in it. */
    private static boolean worksIn(long pid, Path folder) {
        try {
            return Files.isSameFile(Path.of("/proc", Long.toString(pid), "cwd"), folder);
        } catch (IOException _) {
            return false;
        }
    }

    private int choosePort() throws IOException {
        Path file = pg.resolve("port");
        String last = Files.exists(file) ? Files.readString(file).strip() : "";
        if (last.matches("[0-9]{1,5}") && isFree(Integer.parseInt(last))) {
            return Integer.parseInt(last);
        }
        try (var socket = new ServerSocket(0, 1, LOOPBACK)) {
            return socket.getLocalPort();
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(LOOPBACK, port), 1);
            return true;
        } catch (IOException | IllegalArgumentException _) {
            return false;
        }
    }

    private Path log() {
        return pg.resolve("server.log");
    }

    private String lastLines(String otherwise) throws IOException {
        if (!Files.exists(log())) {
            return otherwise.indent(6);
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(log(), StandardCharsets.UTF_8));
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()))
                .indent(6);
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(PostgresServer::delete);
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
