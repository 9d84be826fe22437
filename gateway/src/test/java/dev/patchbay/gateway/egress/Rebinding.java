package dev.patchbay.gateway.egress;

import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs in a JVM of its own, whose resolver reads a hosts file anew for each lookup: what an attacker's name server does. */
final class Rebinding {
    static final String NAME = "flips.example.com";

    private Rebinding() {}

    /** @param arguments the hosts file, and the port of both servers: 127.0.0.1 is on the allow-list, 127.0.0.9 is not */
    public static void main(String[] arguments) throws IOException {
        var hosts = Path.of(arguments[0]);
        int port = Integer.parseInt(arguments[1]);
        var url = "http://" + NAME + ":" + port;
        Files.writeString(hosts, "127.0.0.1 " + NAME + "\n");
        try (var gate = GateUnderTest.overridden(
                GateUnderTest.PATIENT,
                url,
                new SystemResolver(),
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port))) {
            var egress = gate.egress();
            say("call", egress.send(Forms.get("/")));
            say("fetch", gate.fetch().fetchAnswer(url));
            Files.writeString(hosts, "127.0.0.9 " + NAME + "\n");
            say("call after", egress.send(Forms.get("/")));
            say("fetch after", gate.fetch().fetchAnswer(url));
            Files.writeString(hosts, "127.0.0.1 " + NAME + "\n127.0.0.9 " + NAME + "\n");
            say("call mixed", egress.send(Forms.get("/")));
            Files.writeString(hosts, "127.0.0.1 " + NAME + "\n");
            say("call again", egress.send(Forms.get("/")));
        }
    }

    private static void say(String what, Outcome<?> outcome) {
        System.out.println("> " + what + ": "
                + switch (outcome) {
                    case Outcome.Ok<?> _ -> "answered";
                    case Outcome.Failed<?>(Failure.EgressDenied _) -> "denied";
                    case Outcome.Failed<?>(Failure failure) -> failure.toString();
                });
    }
}
