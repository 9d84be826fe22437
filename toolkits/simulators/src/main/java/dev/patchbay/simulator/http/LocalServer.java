package dev.patchbay.simulator.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves one {@link Service} on a loopback port, HTTP/1.1, one virtual thread per connection. The one port speaks plain HTTP,
 * TLS, and CONNECT for the service's own host names.
 *
 * <p>Our own few classes and not the JDK's server, because a simulator must do what a server must not: reset a connection,
 * announce more than it sends, keep the path exactly as it was sent.
 */
public final class LocalServer implements Simulator {
    private static final int BACKLOG = 200;

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Service service;
    private final SimulatedClock clock;
    private final Journal journal = new Journal();
    private final Faults faults;
    private final Patience patience = new Patience();
    private final Dispatcher dispatcher;
    private final TlsIdentity identity;

    private LocalServer(ServerSocket listener, Service service, SimulatedClock clock) {
        this.listener = listener;
        this.service = service;
        this.clock = clock;
        this.faults = new Faults(service, clock);
        this.identity = new TlsIdentity(service.hostNames());
        var control = new Control(this, service, clock, faults, journal);
        this.dispatcher = new Dispatcher(service, clock, journal, faults, new Misbehaviour(service, patience), control);
    }

    /** Starts serving at once; port 0 takes any free one. */
    public static LocalServer start(int port, Service service, SimulatedClock clock) {
        try {
            var loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
            var server = new LocalServer(new ServerSocket(port, BACKLOG, loopback), service, clock);
            // A platform thread, and no daemon: it keeps the process alive as long as the simulator runs.
            Thread.ofPlatform().name("simulator-" + server.port()).start(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on port " + port, e);
        }
    }

    @Override
    public String origin() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public int port() {
        return listener.getLocalPort();
    }

    @Override
    public List<Exchange> journal() {
        return journal.all();
    }

    @Override
    public void reset() {
        clock.reset();
        service.reset();
        faults.clear();
        patience.endAllWaits();
        journal.clear();
    }

    @Override
    public void fault(FaultRule rule) {
        faults.add(rule);
    }

    @Override
    public void advance(Duration by) {
        clock.advance(by);
    }

    @Override
    public void close() {
        patience.endAllWaits();
        quietly(listener);
        open.forEach(LocalServer::quietly);
        threads.close();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException _) {
                // Closed: the loop ends. Anything else concerns one connection that never was.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            new Connection(socket, dispatcher, patience, identity).serve();
        } catch (IOException _) {
            // The client has gone, or speaks no TLS that we know; there is nobody to tell.
        } finally {
            open.remove(socket);
        }
    }

    private static void quietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception _) {
            // It is to be gone, and it is.
        }
    }
}
