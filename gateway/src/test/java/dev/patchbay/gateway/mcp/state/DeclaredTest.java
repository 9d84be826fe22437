package dev.patchbay.gateway.mcp.state;

import static dev.patchbay.gateway.mcp.state.Samples.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.json.Json;
import org.junit.jupiter.api.Test;

class DeclaredTest {
    private static final String LONG = "x".repeat(16 * 1024);

    @Test
    void whatIsSmallIsKeptAsItIs() {
        var capabilities = json("{'experimental':{'a':[1]},'roots':{}}");
        var info = json("{'name':'c','icons':[{'src':'data:'}]}");

        assertThat(Declared.of(capabilities, info)).isEqualTo(new Declared(capabilities, info));
    }

    @Test
    void ofWhatIsLargeWhatIsUsedStays() {
        var capabilities = json("{'elicitation':{'url':{}},'sampling':{},'roots':{'listChanged':true},'tasks':{}}");
        var declared = Declared.of(
                capabilities, json("{'name':'c','version':'1','title':'t'}").put("description", LONG));

        assertThat(declared.capabilities())
                .isEqualTo(json("{'elicitation':{'url':{}},'sampling':{},'roots':{'listChanged':true}}"));
        assertThat(declared.clientInfo()).isEqualTo(json("{'name':'c','version':'1'}"));
    }

    @Test
    void whatIsUsedIsBoundedToo() {
        var capabilities = json("{'elicitation':{'form':{}},'roots':7}");
        capabilities.putObject("sampling").put("context", LONG);
        var declared = Declared.of(capabilities, Json.object().put("name", LONG).put("version", 1));

        assertThat(declared.capabilities()).isEqualTo(json("{'elicitation':{'form':{}},'sampling':{}}"));
        assertThat(declared.clientInfo()).isEqualTo(Json.object().put("name", "x".repeat(200)));
    }

    @Test
    void noHalfOfACharacterIsLeft() {
        var name = "x".repeat(199) + "\uD83D\uDE00" + LONG;
        var cut = Declared.of(Json.object(), Json.object().put("name", name))
                .clientInfo()
                .path("name")
                .textValue();

        assertThat(new String(cut.getBytes(UTF_8), UTF_8)).isEqualTo(cut).isEqualTo("x".repeat(199));
    }
}
