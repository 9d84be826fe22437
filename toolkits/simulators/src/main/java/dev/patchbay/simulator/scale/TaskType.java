package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The task types that can be created: what each asks for and what its dummy result looks like. */
@SuppressWarnings("ImmutableEnumChecker") // the two functions are references to static methods
enum TaskType {
    ANNOTATION(TypeRules::attachment, DummyResponse::shapes),
    AUDIOTRANSCRIPTION(TypeRules::audio, DummyResponse::plain),
    CATEGORIZATION(TypeRules::categorization, DummyResponse::plain),
    COMPARISON(TypeRules::comparison, DummyResponse::plain),
    CUBOIDANNOTATION(TypeRules::attachment, DummyResponse::shapes),
    DATACOLLECTION(TypeRules::form, DummyResponse::plain),
    DOCUMENTMODEL(TypeRules::attachment, DummyResponse::plain),
    DOCUMENTTRANSCRIPTION(TypeRules::document, DummyResponse::document),
    IMAGEANNOTATION(TypeRules::picture, DummyResponse::shapes),
    LIDARANNOTATION(TypeRules::lidar, DummyResponse::file),
    LIDARLINKING(TypeRules::lidarFollowUp, DummyResponse::file),
    LIDARSEGMENTATION(TypeRules::lidarSegmentation, DummyResponse::points),
    LIDARTOPDOWN(TypeRules::lidarFollowUp, DummyResponse::file),
    LINEANNOTATION(TypeRules::attachment, DummyResponse::shapes),
    NAMEDENTITYRECOGNITION(TypeRules::entities, DummyResponse::entities),
    POINTANNOTATION(TypeRules::attachment, DummyResponse::shapes),
    POLYGONANNOTATION(TypeRules::attachment, DummyResponse::shapes),
    SEGMENTANNOTATION(TypeRules::segmentation, DummyResponse::segmentation),
    TEXTCOLLECTION(FormFields::check, DummyResponse::form),
    TRANSCRIPTION(TypeRules::form, DummyResponse::plain),
    VIDEOANNOTATION(TypeRules::video, DummyResponse::file),
    VIDEOBOXANNOTATION(TypeRules::attachment, DummyResponse::file),
    VIDEOCUBOIDANNOTATION(TypeRules::attachment, DummyResponse::file),
    VIDEOPLAYBACKANNOTATION(TypeRules::playback, DummyResponse::fileWithEvents);

    private final Consumer<Draft> rule;
    private final UnaryOperator<ObjectNode> response;

    TaskType(Consumer<Draft> rule, UnaryOperator<ObjectNode> response) {
        this.rule = rule;
        this.response = response;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<TaskType> named(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName().equals(wireName))
                .findFirst();
    }

    /** Refuses parameters that the service would refuse; they already include what the project gives. */
    void check(Draft draft) {
        Numbers.convert(draft.params());
        rule.accept(draft);
        Attributes.check(draft);
    }

    ObjectNode dummyResponse(ObjectNode task) {
        return response.apply(task);
    }
}
