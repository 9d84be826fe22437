package dev.patchbay.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.ToolkitSlug;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApprovalTest {

    @Test
    void itCoversWhatWasAskedAboutAndNothingElse() {
        var approval = Approval.of(new Failure.ApprovalNeeded(List.of(ask("A", "1"), ask("B", "2"))));

        assertThat(approval.covers(List.of(ask("B", "2"), ask("A", "1")))).isTrue();
        assertThat(approval.covers(List.of(ask("A", "1")))).isTrue();
        assertThat(approval.covers(List.of(ask("A", "2")))).isFalse();
        assertThat(approval.covers(List.of(ask("A", "1"), ask("A", "1")))).isFalse();
        assertThat(Approval.NONE.covers(List.of(ask("A", "1")))).isFalse();
        assertThat(Approval.NONE.covers(List.of())).isTrue();
    }

    @Test
    void itTravelsAsJson() {
        var approval = Approval.of(new Failure.ApprovalNeeded(List.of(ask("A", "1"), ask("B", "2"))));

        assertThat(approval.toJson().toString())
                .isEqualTo("{\"calls\":[{\"tool\":\"A\",\"digest\":\"1\"},{\"tool\":\"B\",\"digest\":\"2\"}]}");
        assertThat(Approval.fromJson(approval.toJson())).isEqualTo(approval);
    }

    @Test
    void whatIsNoApprovalIsNotReadAsOne() {
        var wrong = Json.object();
        wrong.putArray("calls").addObject().put("tool", "A").put("digest", 1);
        for (ObjectNode json : List.of(Json.object(), wrong)) {
            assertThatThrownBy(() -> Approval.fromJson(json)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aDigestIsThatOfTheWholeCallWhateverTheOrderOfItsMembers() {
        var tool = new ToolSlug("A");
        var digest = CallDigest.of(tool, Optional.empty(), arguments("{'a':{'x':[1,2],'y':2},'b':1.0}"));

        assertThat(digest)
                .isEqualTo(CallDigest.of(tool, Optional.empty(), arguments("{'b':1.0,'a':{'y':2,'x':[1,2]}}")));
        // printf '{"arguments":{"a":1},"tool":"A"}' | sha256sum
        assertThat(CallDigest.of(tool, Optional.empty(), arguments("{'a':1}")))
                .isEqualTo("e138f327ad96d71173c3cabc69f4a5e69bc7646a99da2ed1a54ec43e87dfc6f7");
        assertThat(List.of(
                        digest,
                        CallDigest.of(
                                new ToolSlug("B"), Optional.empty(), arguments("{'a':{'x':[1,2],'y':2},'b':1.0}")),
                        CallDigest.of(tool, Optional.of("ca_1"), arguments("{'a':{'x':[1,2],'y':2},'b':1.0}")),
                        CallDigest.of(tool, Optional.empty(), arguments("{'a':{'x':[2,1],'y':2},'b':1.0}")),
                        CallDigest.of(tool, Optional.empty(), arguments("{'a':{'x':[1,2],'y':'2'},'b':1.0}")),
                        CallDigest.of(tool, Optional.empty(), arguments("{'a':{'x':[1,2]},'y':2,'b':1.0}"))))
                .doesNotHaveDuplicates();
    }

    private static Failure.Ask ask(String tool, String digest) {
        return new Failure.Ask(new ToolSlug(tool), new ToolkitSlug("kit"), "Title", Optional.empty(), "{}", digest);
    }

    private static ObjectNode arguments(String text) {
        try {
            return (ObjectNode) new com.fasterxml.jackson.databind.ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (com.fasterxml.jackson.core.JsonProcessingException broken) {
            throw new AssertionError(broken);
        }
    }
}
