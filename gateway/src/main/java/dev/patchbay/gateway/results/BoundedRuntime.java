package dev.patchbay.gateway.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.burt.jmespath.Adapter;
import io.burt.jmespath.JmesPathType;
import io.burt.jmespath.RuntimeConfiguration;
import io.burt.jmespath.function.ArgumentConstraints;
import io.burt.jmespath.function.BaseFunction;
import io.burt.jmespath.function.FunctionArgument;
import io.burt.jmespath.function.FunctionRegistry;
import io.burt.jmespath.jackson.JacksonRuntime;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Counts what one evaluation does, or several for one caller, through the one door that all of it passes. Two of the library's functions do more work
 * than they say there and are replaced: {@code join} repeats its glue unseen, and {@code contains} compares whole trees, which
 * takes for ever where one value stands in many places. Its comparison of objects, quadratic, is replaced as well.
 */
final class BoundedRuntime extends JacksonRuntime {
    private static final long MOST_STEPS = 8_000_000;
    private static final long MOST_MADE = 3_000_000;
    private static final long MOST_TEXT = 16_000_000;
    private static final long LARGEST_RESULT = 4_000_000;

    private static final ObjectMapper LITERALS = new ObjectMapper();
    private static final RuntimeConfiguration CONFIGURATION = RuntimeConfiguration.builder()
            .withFunctionRegistry(FunctionRegistry.defaultRegistry().extend(new Join(), new Contains()))
            .build();

    private long steps;
    private long made;
    private long text;
    private boolean stopped;

    BoundedRuntime() {
        super(CONFIGURATION, LITERALS);
    }

    private void step(long count) {
        steps += count;
        if (steps > MOST_STEPS) {
            throw tooMuch();
        }
    }

    private void make(long elements) {
        step(elements);
        made += elements;
        if (made > MOST_MADE) {
            throw tooMuch();
        }
    }

    private void write(long characters) {
        step(characters / 16);
        text += characters;
        if (text > MOST_TEXT) {
            throw tooMuch();
        }
    }

    /** Stops at a value that would be large, written out, and larger than what it was taken from. */
    void measure(JsonNode value, JsonNode data) {
        if (Weight.isMore(value, LARGEST_RESULT) && Weight.isMore(value, Weight.of(data))) {
            throw tooMuch();
        }
    }

    /** Whether it was stopped because of too much work; nothing more should be evaluated. */
    boolean isStopped() {
        return stopped;
    }

    private TooMuch tooMuch() {
        stopped = true;
        return new TooMuch();
    }

    @Override
    public List<JsonNode> toList(JsonNode value) {
        make(value.size());
        return super.toList(value);
    }

    @Override
    public String toString(JsonNode value) {
        write(value.isTextual() ? value.textValue().length() : Weight.upTo(value, MOST_TEXT));
        return super.toString(value);
    }

    @Override
    public JmesPathType typeOf(JsonNode value) {
        step(1);
        return super.typeOf(value);
    }

    @Override
    public JsonNode getProperty(JsonNode value, JsonNode name) {
        step(1);
        return super.getProperty(value, name);
    }

    @Override
    public Collection<JsonNode> getPropertyNames(JsonNode value) {
        make(value.size());
        return super.getPropertyNames(value);
    }

    @Override
    public JsonNode createArray(Collection<JsonNode> elements) {
        make(elements.size());
        return super.createArray(elements);
    }

    @Override
    public JsonNode createObject(Map<JsonNode, JsonNode> members) {
        make(members.size());
        return super.createObject(members);
    }

    @Override
    public JsonNode createString(String value) {
        write(value.length());
        return super.createString(value);
    }

    @Override
    public int compare(JsonNode one, JsonNode other) {
        step(1);
        if (one.isContainerNode() && one.getNodeType() == other.getNodeType()) {
            return same(one, other) ? 0 : -1;
        }
        if (one.isTextual() && other.isTextual()) {
            step(Math.min(one.textValue().length(), other.textValue().length()) / 16);
        }
        return super.compare(one, other);
    }

    private boolean same(JsonNode one, JsonNode other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; one.isArray() && i < one.size(); i++) {
            if (compare(one.get(i), other.get(i)) != 0) {
                return false;
            }
        }
        for (var member : one.properties()) {
            var counterpart = other.get(member.getKey());
            if (counterpart == null || compare(member.getValue(), counterpart) != 0) {
                return false;
            }
        }
        return true;
    }

    private static final class Join extends BaseFunction {
        Join() {
            super(
                    "join",
                    ArgumentConstraints.typeOf(JmesPathType.STRING),
                    ArgumentConstraints.arrayOf(ArgumentConstraints.typeOf(JmesPathType.STRING)));
        }

        @Override
        protected <T> T callFunction(Adapter<T> runtime, List<FunctionArgument<T>> arguments) {
            var joined = new StringBuilder();
            var glue = "";
            for (var part : runtime.toList(arguments.get(1).value())) {
                joined.append(glue).append(runtime.toString(part));
                glue = runtime.toString(arguments.getFirst().value());
            }
            return runtime.createString(joined.toString());
        }
    }

    private static final class Contains extends BaseFunction {
        Contains() {
            super(
                    "contains",
                    ArgumentConstraints.typeOf(JmesPathType.ARRAY, JmesPathType.STRING),
                    ArgumentConstraints.anyValue());
        }

        @Override
        protected <T> T callFunction(Adapter<T> runtime, List<FunctionArgument<T>> arguments) {
            var subject = arguments.get(0).value();
            var search = arguments.get(1).value();
            if (runtime.typeOf(subject) == JmesPathType.ARRAY) {
                return runtime.createBoolean(runtime.toList(subject).stream()
                        .anyMatch(element -> runtime.typeOf(element) == runtime.typeOf(search)
                                && runtime.compare(element, search) == 0));
            }
            return runtime.createBoolean(runtime.typeOf(search) == JmesPathType.STRING
                    && runtime.toString(subject).contains(runtime.toString(search)));
        }
    }
}
