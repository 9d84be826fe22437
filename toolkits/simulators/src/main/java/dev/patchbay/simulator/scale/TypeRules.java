package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;

/** What the types of task ask for, each as one rule over a draft. */
final class TypeRules {
    private static final List<String> FRAME_FORMATS = List.of("json", "protobuf");

    private TypeRules() {}

    /** Any attachment will do. */
    static void attachment(Draft draft) {
        if (!draft.has("attachment") && !draft.has("attachments")) {
            throw Refusal.withoutAttachment();
        }
    }

    private static void single(Draft draft) {
        if (!draft.has("attachment")) {
            throw Refusal.withoutAttachment();
        }
    }

    static void picture(Draft draft) {
        single(draft);
        Geometries.required(draft);
    }

    static void segmentation(Draft draft) {
        single(draft);
        draft.requireArray("labels");
    }

    static void categorization(Draft draft) {
        if (!draft.body().hasNonNull("instruction") && !draft.params().has("instruction")) {
            throw Refusal.required("instruction");
        }
        attachment(draft);
    }

    static void form(Draft draft) {
        attachment(draft);
        draft.require("fields");
    }

    static void comparison(Draft draft) {
        if (!draft.has("attachments")) {
            throw Refusal.withoutAttachment();
        }
    }

    static void audio(Draft draft) {
        single(draft);
        if (!isUrl(draft.params().path("attachment"))) {
            throw Refusal.parameter("\"attachment\" must be a URL");
        }
    }

    static void document(Draft draft) {
        attachment(draft);
        draft.requireArray("features");
    }

    static void entities(Draft draft) {
        if (draft.on(Switch.NER_NEEDS_TEXT_AND_LABELS)) {
            draft.require("text");
            draft.requireArray("labels");
        }
    }

    static void video(Draft draft) {
        switch (draft.params().path("attachment_type").asText("")) {
            case "video" -> {
                single(draft);
                if (draft.has("attachments")) {
                    throw Refusal.parameter("\"attachments\" is not allowed when \"attachment_type\" is video");
                }
            }
            case "image" -> draft.requireArray("attachments");
            default -> attachment(draft);
        }
        Geometries.required(draft);
    }

    static void playback(Draft draft) {
        attachment(draft);
        Geometries.required(draft);
    }

    static void lidar(Draft draft) {
        draft.requireArray("attachments");
        frameFormat(draft);
        draft.requireArray("labels");
    }

    static void lidarSegmentation(Draft draft) {
        boolean ownFrames = draft.has("attachments");
        boolean followUp = draft.has("lidar_task");
        if (draft.on(Switch.LIDAR_SEGMENTATION_RULES)) {
            if (!draft.body().has("project") && !draft.body().has("batch")) {
                throw Refusal.parameter("\"project\" or \"batch\" is required");
            }
            if (ownFrames && followUp) {
                throw Refusal.parameter("\"attachments\" is not allowed together with \"lidar_task\"");
            }
        }
        if (!ownFrames && !followUp) {
            throw Refusal.withoutAttachment();
        }
        if (ownFrames) {
            frameFormat(draft);
        }
        draft.requireArray("labels");
    }

    /** Linking and top-down views also follow a lidar task; less is known of them. */
    static void lidarFollowUp(Draft draft) {
        if (!draft.has("lidar_task")) {
            attachment(draft);
        }
    }

    private static void frameFormat(Draft draft) {
        if (!FRAME_FORMATS.contains(draft.params().path("attachment_type").asText())) {
            throw Refusal.parameter("\"attachment_type\" must be one of " + FRAME_FORMATS);
        }
    }

    private static boolean isUrl(JsonNode value) {
        try {
            return URI.create(value.asText("")).getScheme() != null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
