package dev.patchbay.testkit;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.patchbay.catalog.Located;
import dev.patchbay.catalog.Problem;
import dev.patchbay.catalog.Reading;
import dev.patchbay.toolkit.Failure.UpstreamUnavailable;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.UpstreamAnswer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads a file of examples. Its form is examples.schema.json beside this class; here it is only taken apart. */
final class ExampleFile {
    private static final JsonSchema FORM = JsonSchema.resource("examples.schema.json");

    private ExampleFile() {}

    static Reading<List<Example>> read(Reading<Located> yaml, Tool tool) {
        return yaml.then(file -> {
            var problems = FORM.violations(file.json()).entrySet().stream()
                    .map(violation -> file.problem(violation.getKey(), violation.getValue()))
                    .toList();
            if (!problems.isEmpty()) {
                return new Reading.Faulty<>(problems);
            }
            var examples = examples(file, tool);
            return Reading.of(examples, unpaired(examples));
        });
    }

    private static List<Problem> unpaired(List<Example> examples) {
        return examples.stream()
                .filter(example -> example.sends().size() != example.answers().size())
                .map(example -> example.problem(
                        "answer",
                        "there are " + example.answers().size() + " answers to "
                                + example.sends().size() + " requests"))
                .toList();
    }

    private static List<Example> examples(Located file, Tool tool) {
        var examples = new ArrayList<Example>();
        for (int i = 0; i < file.json().size(); i++) {
            var example = file.json().get(i);
            examples.add(new Example(
                    tool,
                    example.get("it").textValue(),
                    member(example, "with").orElseGet(JsonNodeFactory.instance::objectNode),
                    several(example, "sends", ExampleFile::sends),
                    several(example, "answer", ExampleFile::answer),
                    ending(example),
                    file,
                    JsonPointer.empty().appendIndex(i)));
        }
        return examples;
    }

    private static Sends sends(JsonNode sends) {
        if (sends.has("fetch")) {
            return Sends.fetch(sends.get("fetch").textValue());
        }
        var method = Arrays.stream(HttpMethod.values())
                .filter(each -> sends.has(key(each)))
                .findFirst()
                .orElseThrow();
        return new Sends(
                method + " " + sends.get(key(method)).textValue(),
                byName(sends.path("query"), Function.identity()),
                byName(sends.path("headers"), name -> name.toLowerCase(Locale.ROOT)),
                member(sends, "body"),
                member(sends, "multipart"));
    }

    private static String key(HttpMethod method) {
        return method.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, List<String>> byName(JsonNode values, Function<String, String> name) {
        var byName = new HashMap<String, List<String>>();
        for (var member : values.properties()) {
            var value = member.getValue();
            var texts =
                    value.isArray() ? value.valueStream().map(JsonNode::asText).toList() : List.of(value.asText());
            byName.put(name.apply(member.getKey()), texts);
        }
        return byName;
    }

    private static Outcome<UpstreamAnswer> answer(JsonNode answer) {
        if (answer.isTextual()) {
            return Outcome.failed(new UpstreamUnavailable("The connection broke.", true));
        }
        var json = member(answer, "body").map(JsonNode::toString);
        var text = member(answer, "text").map(JsonNode::textValue);
        var type = text.map(_ -> answer.path("type").asText("text/plain")).or(() -> json.map(_ -> "application/json"));
        var body = text.or(() -> json).orElse("").getBytes(StandardCharsets.UTF_8);
        var location = member(answer, "location").map(JsonNode::textValue);
        return Outcome.ok(new UpstreamAnswer(answer.get("status").intValue(), type, Optional.empty(), location, body));
    }

    /** The items of a list, or the one that stands for a list of one. */
    private static <T> List<T> several(JsonNode example, String name, Function<JsonNode, T> read) {
        return member(example, name).stream()
                .flatMap(value -> value.isArray() ? value.valueStream() : Stream.of(value))
                .map(read)
                .toList();
    }

    private static Ending ending(JsonNode example) {
        var fails = member(example, "fails");
        return fails.<Ending>map(each -> new Ending.Fails(
                        cause(each),
                        each.path("saying")
                                .valueStream()
                                .map(JsonNode::textValue)
                                .toList()))
                .orElseGet(() -> new Ending.Gives(example.get("gives")));
    }

    private static Ending.Cause cause(JsonNode fails) {
        if (fails.has("refused")) {
            return new Ending.Cause.Refused(fails.get("refused").intValue());
        }
        return member(fails, "invalid")
                .<Ending.Cause>map(argument -> new Ending.Cause.Invalid(argument.textValue()))
                .orElseGet(Ending.Cause.Unavailable::new);
    }

    private static Optional<JsonNode> member(JsonNode owner, String name) {
        return Optional.ofNullable(owner.get(name));
    }
}
