package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Json;
import java.util.List;

/** The result that a finished task shows when nobody has worked on it: the right shape, made-up content. */
final class DummyResponse {
    private DummyResponse() {}

    static ObjectNode shapes(ObjectNode task) {
        var response = Json.object();
        response.set("annotations", Geometries.dummyAnnotations(task));
        return response;
    }

    static ObjectNode segmentation(ObjectNode task) {
        var response = Json.object();
        var annotations = response.putObject("annotations");
        var combined = annotations.putObject("combined");
        List.of("image", "indexedImage", "extendedIndexedImage")
                .forEach(name -> combined.put(name, url(task, name + ".png")));
        var labeled = annotations.putObject("labeled");
        annotations.put("unlabeled", url(task, "unlabeled.png"));
        var mapping = response.putObject("labelMapping");
        int index = 0;
        for (JsonNode label : task.path("params").path("labels")) {
            String name = label.isObject() ? label.path("choice").asText() : label.asText();
            index++;
            labeled.put(name, url(task, "label-" + index + ".png"));
            mapping.putObject(name)
                    .put("index", index)
                    .put("color", String.format("#%06x", index * 0x3f1d2b & 0xffffff));
        }
        return response;
    }

    static ObjectNode entities(ObjectNode task) {
        JsonNode params = task.path("params");
        String firstWord = params.path("text").asText().split(" ", 2)[0];
        var response = Json.object();
        response.putArray("annotations")
                .addObject()
                .put("id", task.path("task_id").asText() + "-1")
                .put("start", 0)
                .put("end", firstWord.length())
                .put("text", firstWord)
                .put("label", params.path("labels").path(0).path("name").asText());
        response.putArray("relationships");
        return response;
    }

    static ObjectNode document(ObjectNode task) {
        var response = Json.object();
        var annotations = response.putArray("annotations");
        for (JsonNode feature : task.path("params").path("features")) {
            String label = feature.path("label").asText(feature.path("title").asText());
            var annotation = annotations
                    .addObject()
                    .put("uuid", task.path("task_id").asText() + "-" + annotations.size())
                    .put("page", 1)
                    .put("label", label)
                    .put("text", "some text");
            annotation
                    .putObject("location")
                    .put("type", "box")
                    .put("top", 1)
                    .put("left", 2)
                    .put("width", 30)
                    .put("height", 4);
            annotation.putArray("refs");
        }
        response.putObject("fields");
        return response;
    }

    /** One answer of one worker per field. */
    static ObjectNode form(ObjectNode task) {
        var response = Json.object();
        var annotations = response.putObject("annotations");
        for (JsonNode field : task.path("params").path("fields")) {
            String id = field.path("field_id").asText();
            annotations
                    .putObject(id)
                    .put("type", field.path("type").asText("text"))
                    .put("field_id", id)
                    .putArray("response")
                    .addArray()
                    .add("some " + id);
        }
        return response;
    }

    static ObjectNode file(ObjectNode task) {
        var response = Json.object();
        response.putObject("annotations").put("url", url(task, "annotations.json"));
        return response;
    }

    static ObjectNode fileWithEvents(ObjectNode task) {
        var response = file(task);
        response.putObject("events").put("url", url(task, "events.json"));
        return response;
    }

    static ObjectNode points(ObjectNode task) {
        var response = Json.object();
        response.putObject("point_segmentations").put("url", url(task, "points.json"));
        return response;
    }

    /** Of the oldest types little more is known than that there is one. */
    static ObjectNode plain(ObjectNode task) {
        var response = Json.object();
        var fields = response.putObject("fields");
        task.path("params").path("fields").fieldNames().forEachRemaining(name -> fields.put(name, "some " + name));
        response.put("category", task.path("params").path("categories").path(0).asText(""));
        response.put("choice", task.path("params").path("choices").path(0).asText(""));
        return response;
    }

    private static String url(ObjectNode task, String name) {
        return "https://results.sim.example/" + task.path("task_id").asText() + "/" + name;
    }
}
