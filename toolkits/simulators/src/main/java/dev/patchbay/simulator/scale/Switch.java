package dev.patchbay.simulator.scale;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every rule that is inferred and not documented, with the way it is set unless a test says otherwise. When the real service is
 * found to behave differently, the default here is the one line to change. Written in lower case on the control interface.
 */
public enum Switch {
    /** Creating a test task answers it completed already, as recordings of 2019 show; otherwise pending. */
    INSTANT(false),
    /** A completed test task can be cancelled, as recordings of 2019 show; otherwise 400, as both test suites expect. */
    CANCEL_COMPLETED(false),
    /** A second cancel answers 200 (the Node client's text); otherwise 400 (the Python client's). */
    CANCEL_TWICE(true),
    /** A create call that names an unknown project or batch gets 400; otherwise 404. */
    MISSING_PARENT_IS_400(false),
    /** A known path with a wrong verb gets 405; otherwise 404, as an unknown path does. */
    WRONG_VERB_IS_405(false),
    /** A file above 80 MB gets 413; otherwise 400. */
    OVERSIZE_IS_413(false),
    /** Sending a callback again answers the word OK; otherwise JSON. */
    SEND_CALLBACK_SAYS_OK(false),
    /** {@code send-callback} works as {@code send_callback} does; otherwise it is no endpoint. */
    SEND_CALLBACK_HYPHEN(false),
    /** A secure result needs the live key; otherwise the test key is answered like any other. */
    SECURE_RESULT_NEEDS_LIVE(true),
    /** Entity recognition needs a text and labels. */
    NER_NEEDS_TEXT_AND_LABELS(true),
    /** Lidar segmentation needs a project or batch, and either frames or a lidar task but not both. */
    LIDAR_SEGMENTATION_RULES(true),
    /** Unknown geometries, unknown or negative options and crossed bounds are refused. */
    GEOMETRY_RULES(true),
    /** Unknown attribute types and crossed bounds are refused. */
    ATTRIBUTE_RULES(true),
    /** A limit, offset, date or token that makes no sense is refused; otherwise ignored. */
    LIST_RULES(true),
    /** Unknown team roles and e-mail addresses that are none are refused. */
    TEAM_RULES(true),
    /** Setting priorities must name every pending Studio batch once, and no other. */
    PRIORITY_RULES(true),
    /** Several tags in a task list: one is enough; otherwise all must be there. */
    ANY_TAG(true),
    /** Setting project parameters without {@code patch} merges; otherwise it replaces. */
    PATCH_BY_DEFAULT(false),
    /** Listing files needs a project; otherwise all are listed. */
    FILES_NEED_PROJECT(true),
    /** A staged batch without tasks can be finalised; otherwise 400. */
    EMPTY_BATCH_FINALIZES(true),
    /** A batch cannot be both a calibration and a self-label batch. */
    BATCH_FLAGS_EXCLUDE(true),
    /** A new task in a completed batch brings the batch back to in_progress. */
    COMPLETED_BATCH_REOPENS(true),
    /** The counts of a batch's status also show zeros. */
    ZERO_COUNTS(false),
    /** Fixless audits come as an array; otherwise the latest one as an object. */
    AUDITS_AS_ARRAY(true),
    /** Setting the ontology answers the project; otherwise the new ontology version. */
    ONTOLOGY_ANSWERS_PROJECT(true);

    private final boolean initially;

    Switch(boolean initially) {
        this.initially = initially;
    }

    boolean initially() {
        return initially;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Switch> named(String wireName) {
        return Arrays.stream(values())
                .filter(known -> known.wireName().equals(wireName))
                .findFirst();
    }
}
