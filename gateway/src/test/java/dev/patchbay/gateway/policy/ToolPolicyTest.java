package dev.patchbay.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.catalog.ToolEntry;
import dev.patchbay.gateway.policy.SessionConfigReader.Reading;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.ToolkitSlug;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract's order of precedence (section 4.9), on the real catalogue. */
class ToolPolicyTest {
    private static final Catalog CATALOG = Catalog.fromClasspath(ToolPolicyTest.class.getClassLoader());
    private final SessionConfigReader reader = new SessionConfigReader(CATALOG);

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                                                                    | SCALE_AI_GET_BATCH         | admitted
                    {'toolkits':{'enable':['scale_ai']}}                                                  | SCALE_AI_GET_BATCH         | admitted
                    {'toolkits':{'enable':['SCALE_AI']}}                                                  | SCALE_AI_GET_BATCH         | admitted
                    {'toolkits':{'enable':[]}}                                                            | SCALE_AI_GET_BATCH         | refused
                    {'toolkits':{'enable':['backendless']}}                                               | SCALE_AI_GET_BATCH         | refused
                    {'toolkits':{'disable':['scale_ai']}}                                                 | SCALE_AI_GET_BATCH         | refused
                    {'tools':{'scale_ai':{'enable':['SCALE_AI_GET_TASK']}}}                               | SCALE_AI_GET_BATCH         | refused
                    {'tools':{'scale_ai':{'disable':['SCALE_AI_GET_BATCH']}}}                             | SCALE_AI_GET_BATCH         | refused
                    {'tools':{'scale_ai':{'disable':['SCALE_AI_GET_TASK']}}}                              | SCALE_AI_GET_BATCH         | admitted
                    {'tags':['readOnlyHint']}                                                             | SCALE_AI_GET_BATCH         | admitted
                    {'tags':['readOnlyHint']}                                                             | SCALE_AI_CREATE_BATCH      | refused
                    {'tags':{'disable':['destructiveHint']}}                                              | SCALE_AI_DELETE_TASK_TAGS  | refused
                    {'tags':{'disable':['destructiveHint']}}                                              | SCALE_AI_CREATE_BATCH      | admitted
                    {'tags':['readOnlyHint'],'tools':{'scale_ai':{'enable':['SCALE_AI_CREATE_BATCH']}}}   | SCALE_AI_CREATE_BATCH      | admitted
                    {'tags':['readOnlyHint'],'tools':{'scale_ai':{'tags':['destructiveHint']}}}           | SCALE_AI_DELETE_TASK_TAGS  | admitted
                    {'tags':['readOnlyHint'],'tools':{'scale_ai':{'tags':['destructiveHint']}}}           | SCALE_AI_GET_BATCH         | refused
                    {'tags':['readOnlyHint'],'preload':{'tools':['SCALE_AI_CREATE_BATCH']}}               | SCALE_AI_CREATE_BATCH      | admitted
                    """)
    void rulesDecideInTheContractsOrder(String rules, String tool, String expected) {
        var refusal = ToolPolicy.refusal(config(rules), tool(tool));
        assertThat(refusal.isEmpty() ? "admitted" : "refused").isEqualTo(expected);
    }

    @Test
    void aRefusalNamesTheRuleAndItsPlace() {
        assertThat(ToolPolicy.refusal(config("{'toolkits':{'enable':['backendless']}}"), tool("SCALE_AI_GET_BATCH")))
                .hasValueSatisfying(
                        rule -> assertThat(rule).contains("scale_ai").contains("(toolkits)"));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                                                              | SCALE_AI_DELETE_TASK_TAGS | free
                    {'approval':{'require':'destructive'}}                                          | SCALE_AI_DELETE_TASK_TAGS | asks
                    {'approval':{'require':'destructive'}}                                          | SCALE_AI_CREATE_BATCH     | free
                    {'approval':{'require':'writes'}}                                               | SCALE_AI_CREATE_BATCH     | asks
                    {'approval':{'require':'writes'}}                                               | SCALE_AI_GET_BATCH        | free
                    {'approval':{'require':'all'}}                                                  | SCALE_AI_GET_BATCH        | asks
                    {'approval':{'require':'all','tools':{'disable':['SCALE_AI_GET_BATCH']}}}       | SCALE_AI_GET_BATCH        | free
                    {'approval':{'require':'destructive','tools':{'enable':['SCALE_AI_GET_BATCH']}}} | SCALE_AI_GET_BATCH       | asks
                    {'approval':{'tools':{'enable':['SCALE_AI_GET_BATCH']}}}                        | SCALE_AI_GET_BATCH        | asks
                    {'approval':{'tools':{'enable':['SCALE_AI_GET_BATCH']}}}                        | SCALE_AI_DELETE_TASK_TAGS | free
                    """)
    void whichCallsAPersonApproves(String rules, String tool, String expected) {
        assertThat(ToolPolicy.needsApproval(config(rules), tool(tool)) ? "asks" : "free")
                .isEqualTo(expected);
    }

    /** A tool under another name is the same act, whichever of the two a session names. */
    @Test
    void anotherNameOfAToolIsNoWayRoundItsApproval() {
        var other = CATALOG.entries().stream()
                .filter(tool -> tool.alsoAs().isPresent())
                .findFirst()
                .orElseThrow();
        var first = tool(other.alsoAs().orElseThrow().value());
        for (var named : List.of(first, other)) {
            var config = config("{'approval':{'tools':{'enable':['" + named.slug() + "']}}}");
            assertThat(ToolPolicy.needsApproval(config, first)).isTrue();
            assertThat(ToolPolicy.needsApproval(config, other)).isTrue();
        }
    }

    /** Backendless replaces a password on GET, and a tool says so. */
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    {'approval':{'require':'writes'}}                                      | GET  | asks
                    {'approval':{'require':'destructive'}}                                 | HEAD | asks
                    {'approval':{'tools':{'enable':['BACKENDLESS_USER_PASSWORD_RECOVERY']}}} | GET | asks
                    {'approval':{'tools':{'enable':['BACKENDLESS_USER_REGISTRATION']}}}    | GET  | free
                    {'approval':{'tools':{'enable':['BACKENDLESS_USER_REGISTRATION']}}}    | PUT  | asks
                    {'approval':{'tools':{'enable':['SCALE_AI_GET_BATCH']}}}               | PUT  | free
                    {}                                                                     | PUT  | free
                    """)
    void aGetIsReadingOnlyWhereNoToolThatNeedsApprovalSendsOne(String rules, HttpMethod method, String expected) {
        assertThat(
                        ToolPolicy.needsApproval(config(rules), new ToolkitSlug("backendless"), method, CATALOG)
                                ? "asks"
                                : "free")
                .isEqualTo(expected);
    }

    @Test
    void preloadingAllListsExactlyWhatTheRulesAdmit() {
        var config = config("{'toolkits':{'enable':['scale_ai']},'tags':['readOnlyHint'],'preload':{'tools':'all'}}");
        assertThat(ToolPolicy.listed(config, CATALOG))
                .isNotEmpty()
                .allMatch(tool ->
                        tool.hints().readOnly() && tool.toolkit().value().equals("scale_ai"));
    }

    @Test
    void withoutPreloadNothingIsListed() {
        assertThat(ToolPolicy.listed(config("{}"), CATALOG)).isEmpty();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    {'toolkits':{'enabled':['scale_ai']}}                            | toolkits.enabled: unknown
                    {'toolkits':{'enable':['scale_ai'],'disable':['backendless']}}   | toolkits: give either
                    {'toolkits':{'enable':['github']}}                               | toolkits.enable: there is no toolkit "github"
                    {'toolkits':['scale_ai']}                                        | toolkits: must be an object
                    {'toolkit':{'enable':['scale_ai']}}                              | toolkit: unknown
                    {'tools':{'scale_ai':{'enable':['BACKENDLESS_RESET_COUNTER']}}}  | tools.scale_ai.enable: toolkit scale_ai has no tool
                    {'tools':{'scale_ai':{'enable':['SCALE_AI_NOPE']}}}              | tools.scale_ai.enable: toolkit scale_ai has no tool SCALE_AI_NOPE
                    {'tools':{'scale_ai':{}}}                                        | tools.scale_ai: give exactly one
                    {'tags':['readonly']}                                            | tags: there is no hint "readonly"
                    {'preload':{'tools':'all'}}                                      | preload.tools: "all" needs a positive filter
                    {'preload':{'tools':['SCALE_AI_GET_BATHC']}}                     | SCALE_AI_GET_BATCH
                    {'toolkits':{'enable':['backendless']},'preload':{'tools':['SCALE_AI_GET_BATCH']}} | outside the session's own rules
                    {'multi_account':{'enable':true},'preload':{'tools':['SCALE_AI_GET_BATCH']}}       | cannot be combined with multi_account
                    {'multi_account':{'enable':false,'max_accounts_per_toolkit':3}}  | multi_account: with enable false
                    {'multi_account':{'max_accounts_per_toolkit':11}}                | from 2 to 10
                    {'connected_accounts':{'scale_ai':['ca_1','ca_2']}}              | several accounts need
                    {'manage_connections':{'callback_url':'javascript:1'}}           | must be an absolute http or https address
                    {'manage_connections':{'callback_url':'https://ada@app.example/'}} | manage_connections.callback_url: must be an absolute http or https address
                    {'manage_connections':{'callback_url':'https://app.example/#a'}} | without user name and fragment
                    {'experimental':{'link_url_overwrite':'https:///nohost'}}        | experimental.link_url_overwrite: must be an absolute
                    {'experimental':{'link_url_overwrite':'https://app.example/?a=b'}} | and without a query
                    {'approval':{}}                                                  | approval: asks about nothing; give require
                    {'approval':{'tools':{'disable':['SCALE_AI_GET_BATCH']}}}        | approval: asks about nothing; give require
                    {'approval':{'require':'write'}}                                 | approval.require: must be destructive, writes or all
                    {'approval':{'requires':'writes'}}                               | approval.requires: unknown
                    {'approval':'writes'}                                            | approval: must be an object
                    {'approval':{'require':'all','tools':{'only':[]}}}               | approval.tools.only: unknown
                    {'approval':{'require':'all','tools':{'disable':['SCALE_AI_GET_BATHC']}}} | approval.tools.disable: there is no tool "SCALE_AI_GET_BATHC"; similar: SCALE_AI_GET_BATCH
                    {'approval':{'tools':{'enable':['SCALE_AI_GET_BATCH'],'disable':['SCALE_AI_GET_BATCH']}}} | approval.tools: SCALE_AI_GET_BATCH stands in both
                    {'search':{'enable':'yes'}}                                      | search.enable: must be true or false
                    """)
    void aRuleThatDoesNotHoldIsNamedWithItsPlace(String rules, String problem) {
        assertThat(reader.read(json(rules)))
                .isInstanceOfSatisfying(
                        Reading.Invalid.class,
                        invalid -> assertThat(invalid.problems()).anyMatch(each -> each.contains(problem)));
    }

    @Test
    void theOlderGenerationsSingleAccountIsReadAsAListOfOne() {
        assertThat(config("{'connected_accounts':{'scale_ai':'ca_1'}}").pinnedAccounts())
                .containsValue(List.of("ca_1"));
    }

    private SessionConfig config(String rules) {
        return switch (reader.read(json(rules))) {
            case Reading.Valid(var config) -> config;
            case Reading.Invalid(var problems) -> throw new AssertionError(problems);
        };
    }

    private static ToolEntry tool(String slug) {
        return CATALOG.entry(new ToolSlug(slug)).orElseThrow();
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (com.fasterxml.jackson.core.JsonProcessingException broken) {
            throw new AssertionError(broken);
        }
    }
}
