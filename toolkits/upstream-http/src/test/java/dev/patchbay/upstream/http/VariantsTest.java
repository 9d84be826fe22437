package dev.patchbay.upstream.http;

import static dev.patchbay.upstream.http.Fixtures.aTool;
import static dev.patchbay.upstream.http.Fixtures.aToolkit;
import static dev.patchbay.upstream.http.Fixtures.answer;
import static dev.patchbay.upstream.http.Fixtures.json;
import static dev.patchbay.upstream.http.Fixtures.object;
import static dev.patchbay.upstream.http.Fixtures.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.toolkit.FailureHints;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Plan.Condition;
import dev.patchbay.toolkit.ResultShape;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.Toolkit.ErrorFormat;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariantsTest {
    private static final Tool TOOL = aTool(HttpMethod.GET)
            .fixed("/list")
            .variant(
                    new Condition.Given("index"),
                    aTool(HttpMethod.GET).fixed("/list/").one("index").template(),
                    wrap("item"))
            .variant(
                    new Condition.Is("keys", json("true")),
                    aTool(HttpMethod.GET).fixed("/keys").template())
            .variant(
                    new Condition.Is("page", json("{\"size\": 10}")),
                    aTool(HttpMethod.GET).fixed("/page").template())
            .result(wrap("all"))
            .build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | /list | all",
                "{\"index\": 0} | /list/0 | item",
                "{\"index\": 0, \"keys\": true} | /list/0 | item",
                "{\"index\": null, \"keys\": true} | /keys | all",
                "{\"keys\": \"true\"} | /list | all",
                "{\"keys\": false} | /list | all",
                "{\"page\": {\"size\": 10.0}} | /page | all",
                "{\"page\": {\"size\": 11}} | /list | all",
            })
    void theFirstVariantWhoseConditionHoldsIsSentAndShapesTheAnswer(String arguments, String path, String member) {
        var toolkit = aToolkit(new ErrorFormat("message", Optional.empty(), false), FailureHints.NONE);

        var result = resultOf(new HttpUpstream()
                .call(
                        toolkit,
                        TOOL,
                        object(arguments),
                        request -> Outcome.ok(answer(200, "\"" + request.path() + "\"")),
                        new TestFiles()));

        assertThat(result).isEqualTo(object("{\"" + member + "\": \"" + path + "\"}"));
    }

    private static ResultShape wrap(String member) {
        return new ResultShape.Wrap(member, Optional.empty(), false, object("{}"));
    }
}
