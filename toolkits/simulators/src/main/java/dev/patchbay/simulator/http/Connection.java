package dev.patchbay.simulator.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/**
 * One TCP connection, from its first byte on: plain HTTP, TLS, or a CONNECT to one of the service's host names, after which
 * the client speaks TLS to us as if we were that host.
 */
final class Connection {
    private static final int TLS_HANDSHAKE = 0x16;
    private static final Duration HANG = Duration.ofMinutes(10);

    private final Socket raw;
    private final Dispatcher dispatcher;
    private final Patience patience;
    private final TlsIdentity identity;

    Connection(Socket raw, Dispatcher dispatcher, Patience patience, TlsIdentity identity) {
        this.raw = raw;
        this.dispatcher = dispatcher;
        this.patience = patience;
        this.identity = identity;
    }

    void serve() throws IOException {
        int first = raw.getInputStream().read();
        if (first < 0) {
            return;
        }
        var consumed = new ByteArrayInputStream(new byte[] {(byte) first});
        if (first == TLS_HANDSHAKE) {
            serveTls(consumed, Optional.empty());
        } else {
            var in = new BufferedInputStream(new SequenceInputStream(consumed, raw.getInputStream()));
            serve(in, raw.getOutputStream(), "http://127.0.0.1:" + raw.getLocalPort());
        }
    }

    private void serveTls(InputStream consumed, Optional<String> host) throws IOException {
        try (var tls = (SSLSocket) identity.context().getSocketFactory().createSocket(raw, consumed, true)) {
            tls.setUseClientMode(false);
            String origin = "https://" + host.orElse("127.0.0.1:" + raw.getLocalPort());
            serve(new BufferedInputStream(tls.getInputStream()), tls.getOutputStream(), origin);
        }
    }

    private void serve(InputStream in, OutputStream out, String origin) throws IOException {
        var reader = new RequestReader(in, out);
        var writer = new AnswerWriter(out, patience);
        boolean open = true;
        while (open) {
            try {
                var request = reader.next();
                if (request.filter(incoming -> incoming.method().equals("CONNECT"))
                        .isPresent()) {
                    tunnel(request.get().target(), in, out, writer);
                    return;
                }
                open = request.isPresent() && deliver(request.get(), origin, writer);
            } catch (MalformedRequest e) {
                writer.send(dispatcher.malformed(e), true, true);
                return;
            }
        }
    }

    /** Leads nowhere but here: a client that names another host is refused. */
    private void tunnel(String authority, InputStream in, OutputStream out, AnswerWriter writer) throws IOException {
        int colon = authority.lastIndexOf(':');
        String host = colon < 0 ? authority : authority.substring(0, colon);
        if (!identity.hosts().contains(host)) {
            writer.send(Answer.text(403, "text/plain", "This proxy leads to " + identity.hosts()), true, true);
            return;
        }
        out.write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        serveTls(new ByteArrayInputStream(in.readNBytes(in.available())), Optional.of(host));
    }

    /** Whether the connection can serve another request. */
    private boolean deliver(Incoming request, String origin, AnswerWriter writer) throws IOException {
        boolean last = request.last();
        switch (dispatcher.dispatch(request, origin)) {
            case Delivery.Send(Answer answer) ->
                writer.send(answer, !request.method().equals("HEAD"), last);
            case Delivery.SendSlowly(Answer answer, Duration pause) -> writer.slowly(answer, pause, last);
            case Delivery.SendTruncated(Answer answer) -> {
                writer.truncated(answer);
                last = true;
            }
            case Delivery.SendHalfHead(Answer answer) -> {
                writer.halfHead(answer);
                last = true;
            }
            case Delivery.SendHuge(long bytes) -> {
                writer.huge(bytes);
                last = true;
            }
            case Delivery.CloseSilently _ -> last = true;
            case Delivery.Reset _ -> {
                // A linger of zero: the kernel sends a reset instead of an orderly end.
                raw.setSoLinger(true, 0);
                raw.close();
                last = true;
            }
            case Delivery.WaitThenClose _ -> {
                patience.await(HANG);
                last = true;
            }
        }
        return !last;
    }
}
