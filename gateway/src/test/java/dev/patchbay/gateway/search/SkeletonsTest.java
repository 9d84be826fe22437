package dev.patchbay.gateway.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.catalog.ArgumentCheck;
import dev.patchbay.catalog.ArgumentSkeleton;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.catalog.ToolEntry;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.Violation;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What plans take from the tool files, over every tool there is. */
class SkeletonsTest {
    private static final Catalog CATALOG = Catalog.fromClasspath(SkeletonsTest.class.getClassLoader());

    private final ArgumentCheck check = new ArgumentCheck();

    static Stream<ToolSlug> tools() {
        return CATALOG.entries().stream().map(ToolEntry::slug);
    }

    @ParameterizedTest
    @MethodSource("tools")
    void aSkeletonHasAllThatIsRequiredAndNothingUnknown(ToolSlug slug) {
        var tool = tool(slug.value());
        var skeleton = ArgumentSkeleton.of(tool);
        var required = tool.inputSchema()
                .path("required")
                .valueStream()
                .map(JsonNode::asText)
                .toList();

        assertThat(names(skeleton))
                .containsAll(required)
                .allMatch(name -> tool.inputSchema().path("properties").has(name));
        // A placeholder may be of another type or against a pattern; nothing may be missing, unknown or against a rule.
        assertThat(violations(tool, skeleton))
                .filteredOn(violation -> !isPlaceholder(skeleton, violation))
                .isEmpty();
    }

    @Test
    void aSkeletonReadsLikeThis() {
        assertThat(ArgumentSkeleton.of(tool("SCALE_AI_CREATE_BATCH")))
                .hasToString("{\"project\":\"<project name>\",\"name\":\"<name>\"}");
        assertThat(ArgumentSkeleton.of(tool("SCALE_AI_LIST_PROJECTS"))).isEmpty();
        assertThat(names(ArgumentSkeleton.of(tool("SCALE_AI_CREATE_VIDEO_ANNOTATION_TASK"))))
                .containsExactly("attachments");
    }

    @Test
    void everyPrerequisiteComesFromATool() {
        var needs = CATALOG.entries().stream()
                .map(CATALOG::tool)
                .flatMap(tool -> tool.prerequisites().stream())
                .toList();

        assertThat(needs)
                .hasSizeGreaterThan(50)
                .allMatch(need -> CATALOG.entry(need.from()).isPresent());
        assertThat(tool("SCALE_AI_CREATE_BATCH").prerequisites())
                .anySatisfy(need -> assertThat(need.from()).hasToString("SCALE_AI_LIST_PROJECTS"));
        assertThat(tool("SCALE_AI_GET_TASK").pitfalls())
                .isNotEmpty()
                .isEqualTo(tool("SCALE_AI_GET_V1_TASK").pitfalls());
    }

    private List<Violation> violations(Tool tool, ObjectNode skeleton) {
        return switch (check.check(tool, skeleton)) {
            case Outcome.Failed<ObjectNode>(Failure.InvalidArguments invalid) -> invalid.violations();
            case Outcome.Failed<ObjectNode>(var failure) -> throw new AssertionError(failure);
            case Outcome.Ok<ObjectNode> ignored -> List.of();
        };
    }

    private static boolean isPlaceholder(JsonNode skeleton, Violation violation) {
        var path = "/" + violation.where().replace("[", "/").replace("]", "").replace('.', '/');
        return skeleton.at(path).asText().startsWith("<");
    }

    private static List<String> names(ObjectNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static Tool tool(String slug) {
        return CATALOG.tool(new ToolSlug(slug)).orElseThrow();
    }
}
