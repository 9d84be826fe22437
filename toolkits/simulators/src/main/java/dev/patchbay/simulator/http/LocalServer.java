package dev.patchbay.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves one {@link Service} on a loopback port, plain HTTP/1.1, one virtual thread per request. */
public final class LocalServer implements Simulator {
    private static final int JOURNAL_BODY_LIMIT = 64 * 1024;
    private static final int REQUEST_BODY_LIMIT = 96 * 1024 * 1024;
    private static final Duration HANG = Duration.ofMinutes(10);

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Service service;
    private final SimulatedClock clock;
    private final Journal journal = new Journal();
    private final Faults faults = new Faults();
    private final Patience patience = new Patience();
    private final Misbehaviour misbehaviour;
    private final Control control;

    private LocalServer(HttpServer http, Service service, SimulatedClock clock) {
        this.http = http;
        this.service = service;
        this.clock = clock;
        this.misbehaviour = new Misbehaviour(service, patience);
        this.control = new Control(this, service, clock, faults, journal);
    }

    /** Starts serving at once; port 0 takes any free one. */
    public static LocalServer start(int port, Service service, SimulatedClock clock) {
        try {
            var loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
            var server = new LocalServer(HttpServer.create(new InetSocketAddress(loopback, port), 0), service, clock);
            server.http.createContext("/", server::handle);
            server.http.setExecutor(server.threads);
            server.http.start();
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
        return http.getAddress().getPort();
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
        http.stop(0);
        threads.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var uri = exchange.getRequestURI();
            String rawPath = Objects.requireNonNullElse(uri.getRawPath(), "/");
            String rawQuery = Objects.requireNonNullElse(uri.getRawQuery(), "");
            var headers = lowerCase(exchange.getRequestHeaders());
            var body = Body.of(exchange.getRequestBody().readNBytes(REQUEST_BODY_LIMIT));
            Delivery delivery;
            try {
                var request = Request.read(origin(), exchange.getRequestMethod(), rawPath, rawQuery, headers, body);
                if (control.owns(request)) {
                    deliver(exchange, new Delivery.Send(control.answer(request)));
                    return;
                }
                delivery = faults.take(request)
                        .map(fault -> misbehaviour.play(fault, request))
                        .orElseGet(() -> new Delivery.Send(service.answer(request)));
            } catch (MalformedRequest e) {
                delivery = new Delivery.Send(service.failure(400, String.valueOf(e.getMessage())));
            }
            // Before the answer leaves: whoever has seen the answer finds the line in the journal.
            journal.add(new Exchange(
                    clock.instant(),
                    exchange.getRequestMethod(),
                    rawPath,
                    rawQuery,
                    withoutCredential(headers),
                    body.shortenedTo(JOURNAL_BODY_LIMIT),
                    delivery.status()));
            deliver(exchange, delivery);
        }
    }

    private void deliver(HttpExchange exchange, Delivery delivery) throws IOException {
        switch (delivery) {
            case Delivery.Send(Answer answer) -> {
                answer.headers().forEach(exchange.getResponseHeaders()::set);
                byte[] bytes = answer.body().bytes();
                if (bytes.length == 0) {
                    exchange.sendResponseHeaders(answer.status(), -1);
                } else {
                    exchange.sendResponseHeaders(answer.status(), bytes.length);
                    exchange.getResponseBody().write(bytes);
                }
            }
            case Delivery.SendHuge(long size) -> HugeList.write(exchange, size);
            case Delivery.CloseSilently _ -> {}
            case Delivery.WaitThenClose _ -> patience.await(HANG);
        }
    }

    private Map<String, List<String>> withoutCredential(Map<String, List<String>> headers) {
        var kept = new LinkedHashMap<>(headers);
        kept.computeIfPresent(
                "authorization",
                (_, values) ->
                        values.stream().map(service::authorizationForJournal).toList());
        return kept;
    }

    private static Map<String, List<String>> lowerCase(Map<String, List<String>> headers) {
        var lower = new LinkedHashMap<String, List<String>>();
        headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return lower;
    }
}
