package dev.patchbay.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract section 4.3. */
class SessionPatchTest {

    @ParameterizedTest(name = "{0} + {1} = {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    {'toolkits':{'enable':['a']}}                        | {}                                             | {'toolkits':{'enable':['a']}}
                    {'toolkits':{'enable':['a']}}                        | {'toolkits':null}                              | {}
                    {'toolkits':{'enable':['a']}}                        | {'toolkits':{'disable':['b']}}                 | {'toolkits':{'disable':['b']}}
                    {'manage_connections':{'enable':true}}               | {'manage_connections':{'callback_url':'u'}}    | {'manage_connections':{'enable':true,'callback_url':'u'}}
                    {'manage_connections':{'enable':true,'callback_url':'u'}} | {'manage_connections':{'callback_url':null}} | {'manage_connections':{'enable':true}}
                    {'multi_account':{'enable':true}}                    | {'multi_account':null}                         | {}
                    {}                                                   | {'workbench':{'enable':false}}                 | {'workbench':{'enable':false}}
                    """)
    void blocksAreKeptReplacedMergedOrRemoved(String stored, String change, String expected) {
        var before = json(stored);
        assertThat(SessionPatch.apply(before, json(change))).isEqualTo(json(expected));
        assertThat(before).as("the stored document is left alone").isEqualTo(json(stored));
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException broken) {
            throw new AssertionError(broken);
        }
    }
}
