package dev.patchbay.gateway;

import static dev.patchbay.gateway.McpRequest.META;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a request of 2026-07-28 is found in the specified order, and its headers say what its body says (SEC-52). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class ModernChecksIT {
    private static final String VERSION = "MCP-Protocol-Version";
    private static final String UNKNOWN = "NO_SUCH_TOOL";

    private final Projects projects;
    private McpClient client = new McpClient(java.net.URI.create("/"), "", "");

    ModernChecksIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aSession() {
        client = McpClient.of(projects.create().session("ada", "scale_ai"));
    }

    /**
     * One thing that can be wrong.
     *
     * @param makes the request wrong, whatever is wrong with it already
     * @param told HTTP status, code of the error, and what its text says
     */
    record Fault(String name, UnaryOperator<McpRequest> makes, String told, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Each in the order in which a server looks for it (reference: the specification's "Server Validation"). */
    private static final List<Fault> FAULTS = List.of(
            new Fault("no host of ours", request -> request.header("Host", "rebound.example"), "403 -32600", "Host"),
            new Fault(
                    "no JSON type",
                    request -> request.header("Content-Type", "text/plain"),
                    "415 -32600",
                    "Content-Type"),
            new Fault("no answer accepted", request -> request.header("Accept", "image/png"), "406 -32600", "Accept"),
            new Fault("no JSON", request -> request.body(request.body() + "}"), "400 -32700", "not valid JSON"),
            new Fault("no JSON-RPC", changes(message -> message.put("jsonrpc", "1.0")), "400 -32600", "jsonrpc"),
            new Fault("no method", changes(message -> message.put("method", 7)), "400 -32600", "method"),
            new Fault("no id", changes(message -> message.putObject("id")), "400 -32600", "\"id\""),
            new Fault(
                    "no header of the revision",
                    request -> request.bare(VERSION),
                    "400 -32020",
                    VERSION + " is missing"),
            new Fault(
                    "no revision in the metadata",
                    request -> request.meta("protocolVersion", "7"),
                    "400 -32602",
                    META + "protocolVersion"),
            new Fault(
                    "two revisions", request -> request.header(VERSION, "2027-02-03"), "400 -32020", VERSION + " and"),
            new Fault(
                    "a revision to come",
                    request -> request.header(VERSION, "2027-01-01").meta("protocolVersion", "'2027-01-01'"),
                    "400 -32022",
                    "2026-07-28"),
            new Fault(
                    "no capabilities",
                    request -> request.meta("clientCapabilities", "[]"),
                    "400 -32602",
                    META + "clientCapabilities"),
            new Fault(
                    "another method",
                    request -> request.header("Mcp-Method", "tools/list"),
                    "400 -32020",
                    "Mcp-Method"),
            new Fault("another name", request -> request.header("Mcp-Name", "OTHER"), "400 -32020", "Mcp-Name"),
            new Fault(
                    "no level of logging",
                    request -> request.meta("logLevel", "'loud'"),
                    "400 -32602",
                    META + "logLevel"),
            new Fault("no such tool", request -> request, "200 -32602", UNKNOWN));

    private static UnaryOperator<McpRequest> changes(java.util.function.Consumer<ObjectNode> change) {
        return request -> request.change(change);
    }

    private static McpRequest callOfNothing() {
        return McpRequest.call(UNKNOWN, "{}");
    }

    static Stream<Fault> faults() {
        return FAULTS.stream();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void eachFaultIsToldAsWhatItIs(Fault fault) {
        var reply = client.send(fault.makes().apply(callOfNothing()));
        assertThat(reply.outcome()).as(reply.text()).isEqualTo(fault.told());
        assertThat(reply.at("/error/message").asText()).contains(fault.text());
    }

    /** Of each two faults, the neighbours among them, the earlier one is told: routers and limits rely on it. */
    @Test
    void ofTwoFaultsTheEarlierOneIsTold() {
        var softly = new SoftAssertions();
        for (int late = 1; late < FAULTS.size(); late++) {
            for (int early = 0; early < late; early++) {
                var first = FAULTS.get(early);
                var second = FAULTS.get(late);
                // What spoils the JSON is done last: nothing can be changed in it afterwards.
                var both = first.makes().apply(second.makes().apply(callOfNothing()));
                if (second.name().equals("no JSON")) {
                    both = second.makes().apply(first.makes().apply(callOfNothing()));
                }
                var reply = client.send(both);
                softly.assertThat(reply.outcome() + " "
                                + reply.at("/error/message").asText())
                        .as("%s and %s", first, second)
                        .startsWith(first.told())
                        .contains(first.text());
            }
        }
        softly.assertAll();
    }

    @Test
    void anUnknownMethodIsToldAfterItsHeaders() {
        var unknown = McpRequest.modern("no/such");
        assertThat(client.send(unknown).outcome()).isEqualTo("404 -32601");
        assertThat(client.send(unknown.header("Mcp-Method", "no/other")).outcome())
                .isEqualTo("400 -32020");
        assertThat(client.send(unknown.meta("logLevel", "'loud'")).outcome()).isEqualTo("400 -32602");
    }

    /** Before anything else, whatever is wrong besides. */
    @Test
    void whoHasNoCredentialLearnsNothingOfAFault() {
        for (var fault : FAULTS.subList(1, FAULTS.size())) {
            var request = fault.makes().apply(callOfNothing());
            try (var wire = new Wire(client.url())) {
                var answer = wire.send(client.url(), request);
                assertThat(answer.status()).as(fault.name()).isEqualTo(401);
                assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer ");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2025-06-18 | 2026-07-28 | 400 -32020
                    2026-07-28 | 2025-06-18 | 400 -32020
                    2025-11-25 | 2025-11-25 | 400 -32022
                    2027-01-01 | 2027-01-01 | 400 -32022
                    nonsense   | nonsense   | 400 -32022
                    2026-07-28 |            | 400 -32602
                               | 2026-07-28 | 400 -32020
                    """)
    void aMixtureOfTheErasIsAFault(String header, String metadata, String told) {
        var request = McpRequest.modern("server/discover");
        request = header == null ? request.bare(VERSION) : request.header(VERSION, header);
        request = metadata == null
                ? request.change(message -> ((ObjectNode) message.at("/params/_meta")).remove(META + "protocolVersion"))
                : request.meta("protocolVersion", "'" + metadata + "'");
        var reply = client.send(request);
        assertThat(reply.outcome()).as(reply.text()).isEqualTo(told);
        assertThat(reply.at("/id").asInt()).isEqualTo(1);
    }

    @Test
    void theRevisionsThatAreOfferedAreThoseThatAreDiscovered() {
        var offered = new ArrayList<String>();
        client.send(McpRequest.modern("server/discover")
                        .header(VERSION, "2027-01-01")
                        .meta("protocolVersion", "'2027-01-01'"))
                .at("/error/data/supported")
                .forEach(revision -> offered.add(revision.asText()));
        var discovered = new ArrayList<String>();
        client.send(McpRequest.modern("server/discover"))
                .at("/result/supportedVersions")
                .forEach(revision -> discovered.add(revision.asText()));
        assertThat(offered).isNotEmpty().isSubsetOf(discovered);
        assertThat(discovered).contains("2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26");
    }

    @Test
    void whatWasAskedForIsSaidAgainButNotWithoutEnd() {
        var long_ = "9".repeat(500);
        var reply = client.send(
                McpRequest.modern("server/discover").header(VERSION, long_).meta("protocolVersion", "'" + long_ + "'"));
        assertThat(reply.outcome()).isEqualTo("400 -32022");
        assertThat(reply.at("/error/data/requested").asText()).startsWith("999").hasSizeLessThan(100);
    }

    /** Blanks around a value are no part of it, names of headers have no case, and saying a thing twice changes nothing. */
    @Test
    void headersAreReadAsHttpHasThem() {
        var good = callOfNothing();
        for (var request : List.of(
                good.header("Mcp-Method", "  tools/call\t"),
                good.header("Mcp-Name", " " + UNKNOWN + " "),
                good.header(VERSION, " 2026-07-28 "),
                good.bare("Mcp-Method").also("mcp-method", "tools/call"),
                good.bare(VERSION).also("mcp-protocol-version", "2026-07-28"),
                good.bare("Mcp-Name").also("MCP-NAME", UNKNOWN),
                good.also("Mcp-Name", UNKNOWN),
                good.also("Mcp-Method", "tools/call"))) {
            assertThat(client.send(request).outcome())
                    .as("%s", request.headers())
                    .isEqualTo("200 -32602");
        }
    }

    @Test
    void headersThatSayTwoThingsOrNothingAreAMismatch() {
        var good = callOfNothing();
        for (var request : List.of(
                good.also("Mcp-Name", "SCALE_AI_LIST_BATCHES"),
                good.also("Mcp-Method", "tools/list"),
                good.also(VERSION, "2025-06-18"),
                good.header("Mcp-Name", ""),
                good.bare("Mcp-Name"),
                good.bare("Mcp-Method"),
                good.header("Mcp-Method", "TOOLS/CALL"),
                good.header("Mcp-Name", UNKNOWN.toLowerCase(java.util.Locale.ROOT)),
                good.header("Mcp-Name", UNKNOWN + ", " + UNKNOWN))) {
            assertThat(client.send(request).outcome())
                    .as("%s", request.headers())
                    .isEqualTo("400 -32020");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NÖ_SUCH", " PADDED ", "日本", "=?base64?Tk8=?=", "NO_SUCH", ""})
    void whatNoHeaderCanHoldIsSentAsBase64(String name) {
        var reply = client.send(
                McpRequest.call("x", "{}").param("name", '"' + name + '"').header("Mcp-Name", encoded(name)));
        assertThat(reply.outcome()).as(reply.text()).isEqualTo("200 -32602");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=?base64?Tk9fU1VDSF9UT09M", // not closed: then it is no sentinel, and another name
                "=?BASE64?Tk9fU1VDSF9UT09M?=", // the markers have a case
                "=?base64?***?=",
                "=?base64?Tk9fU1VDSF9UT09?=", // cut off
                "=?base64?Tk9fU1VDSF9UT09N?=", // another name
                "=?base64?/////w==?=", // not UTF-8
                "=?base64??=",
                "=?base64?=",
                "=?utf-8?Q?NO_SUCH_TOOL?=",
                "NO_SUCH_TOOL?="
            })
    void whatIsNotThatBase64IsAMismatch(String header) {
        assertThat(client.send(callOfNothing().header("Mcp-Name", header)).outcome())
                .isEqualTo("400 -32020");
    }

    /** A literal that looks like the sentinel stands for what it encodes, so it must be encoded itself. */
    @Test
    void aNameThatLooksEncodedIsNotTakenLiterally() {
        var request = McpRequest.call("x", "{}").param("name", "\"=?base64?Tk8=?=\"");
        assertThat(client.send(request.header("Mcp-Name", "=?base64?Tk8=?=")).outcome())
                .isEqualTo("400 -32020");
    }

    private static String encoded(String text) {
        return "=?base64?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    /** Bytes that no header may hold are not decoded to something that a body could say. */
    @Test
    void bytesBeyondAsciiAreAMismatch() {
        var reply =
                client.send(McpRequest.call("x", "{}").param("name", "\"NÖ\"").header("Mcp-Name", "NÖ"));
        assertThat(reply.outcome()).isEqualTo("400 -32020");
    }

    @Test
    void aNameThatIsNoTextIsTold() {
        var request = callOfNothing().param("name", "7");
        assertThat(client.send(request.header("Mcp-Name", "7")).outcome()).isEqualTo("400 -32020");
        assertThat(client.send(request.bare("Mcp-Name")).outcome()).isEqualTo("400 -32602");
    }

    @Test
    void aResourceIsNamedByItsAddress() {
        var read = McpRequest.modern("resources/read", "{'uri':'patchbay:///files/none.txt'}");
        assertThat(client.send(read).outcome()).isEqualTo("200 -32602");
        assertThat(client.send(read.header("Mcp-Name", "patchbay:///files/other.txt"))
                        .outcome())
                .isEqualTo("400 -32020");
    }

    /** Only where the metadata is not an object at all is nothing said of an era, and the header alone says it. */
    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "7", "'x'"})
    void metadataThatIsNoObjectIsNone(String metadata) {
        var reply = client.send(McpRequest.modern("tools/list").param("_meta", metadata));
        assertThat(reply.outcome()).isEqualTo("400 -32602");
    }
}
