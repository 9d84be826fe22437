package dev.patchbay.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.meta.MetaTool;
import dev.patchbay.gateway.policy.RouterSettings;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionPromptTest {
    private static final Pattern NAMED = Pattern.compile("`([^`]+)`");

    /** Each of the five switches on and off, in every combination. */
    private static final List<RouterSettings> ALL = IntStream.range(0, 32)
            .mapToObj(bits -> settings(bits(bits, 0), bits(bits, 1), bits(bits, 2), bits(bits, 3), bits(bits, 4)))
            .toList();

    @Test
    void aPromptNamesOnlyToolsThatItsSessionOffersAndTheirArguments() {
        for (var settings : ALL) {
            for (var prompt : SessionPrompt.offered(settings)) {
                assertThat(named(prompt.text(settings, "x")))
                        .as("%s in %s", prompt, settings)
                        .isNotEmpty()
                        .isSubsetOf(known(settings));
            }
        }
    }

    @Test
    void aPromptIsOfferedWhereTheToolsItIsAboutAre() {
        for (var settings : ALL) {
            var expected = new HashSet<String>();
            if (settings.search() && settings.multiExecute()) {
                expected.add("use_apps");
            }
            if (settings.manageConnections()) {
                expected.add("connect_app");
            }
            if (settings.keepsResults()) {
                expected.add("read_large_result");
            }
            assertThat(SessionPrompt.offered(settings))
                    .extracting(SessionPrompt::word)
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void whatTheSessionAddsThePromptSays() {
        var everything = settings(true, true, true, true, true);
        assertThat(named(SessionPrompt.USE_APPS.text(everything, "x")))
                .contains(
                        MetaTool.SEARCH_TOOLS.slug().value(),
                        MetaTool.MANAGE_CONNECTIONS.slug().value(),
                        MetaTool.WAIT_FOR_CONNECTIONS.slug().value(),
                        MetaTool.MULTI_EXECUTE_TOOL.slug().value(),
                        MetaTool.READ_RESULT.slug().value());
        assertThat(named(SessionPrompt.CONNECT_APP.text(everything, "x")))
                .contains(MetaTool.WAIT_FOR_CONNECTIONS.slug().value());
    }

    @Test
    void theArgumentStandsInTheText() {
        for (var prompt : SessionPrompt.values()) {
            assertThat(prompt.text(settings(true, true, true, true, true), "100 % \"x\""))
                    .as(prompt.word())
                    .contains("100 % \"x\"");
        }
        assertThat(SessionPrompt.CONNECT_APP.text(settings(true, true, true, true, true), "a\"b"))
                .contains("[\"a\\\"b\"]");
    }

    private static Set<String> named(String text) {
        return NAMED.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static Set<String> known(RouterSettings settings) {
        var known = new HashSet<String>();
        Arrays.stream(MetaTool.values())
                .filter(tool -> tool.refusal(settings).isEmpty())
                .forEach(tool -> {
                    known.add(tool.slug().value());
                    tool.inputSchema().path("properties").fieldNames().forEachRemaining(known::add);
                });
        return known;
    }

    private static boolean bits(int bits, int place) {
        return (bits >> place & 1) == 1;
    }

    private static RouterSettings settings(
            boolean search, boolean multiExecute, boolean connections, boolean waits, boolean keeps) {
        return new RouterSettings(
                search,
                multiExecute,
                connections,
                connections && waits,
                Optional.empty(),
                Optional.empty(),
                true,
                keeps,
                20_000);
    }
}
