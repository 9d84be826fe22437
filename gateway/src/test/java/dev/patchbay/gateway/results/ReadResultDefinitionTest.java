package dev.patchbay.gateway.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.meta.MetaTool;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** The tool's definition says what the code takes; what it costs a model is in ToolListTokensIT. */
class ReadResultDefinitionTest {
    @Test
    void itNamesTheArgumentsThatAreTaken() {
        var names = new ArrayList<String>();
        MetaTool.READ_RESULT.inputSchema().get("properties").fieldNames().forEachRemaining(names::add);

        assertThat(names)
                .containsExactlyInAnyOrder("handle", "path", "grep", "count", "sample", "offset", "limit", "fields");
        var all = Data.object(
                "{'handle':'h','path':'a','grep':'b','count':true,'sample':1,'offset':0,'limit':1,'fields':['f']}");
        assertThat(ReadRequest.of(all)).asString().doesNotContain("InvalidArguments");
    }
}
