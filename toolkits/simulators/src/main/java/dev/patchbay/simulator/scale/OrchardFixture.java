package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Body;
import dev.patchbay.simulator.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The invented account every example starts from: an orchard that labels its pictures. */
final class OrchardFixture {
    static final Instant MORNING = Instant.parse("2026-03-02T09:00:00.000Z");

    private static final String NOT_BOUGHT = "videoannotation";
    private static final String RESULT = "0b7c2a60-1111-4222-8333-944445555666";

    /** One grey pixel. */
    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    private final Environment environment;
    private Instant moment = MORNING.minus(Duration.ofDays(7));

    private OrchardFixture(Environment environment) {
        this.environment = environment;
    }

    /** An environment without anything but the owner of the key: the official suite expects a team that is not empty. */
    static Environment empty(Surroundings around, Mode mode, int number) {
        var fixture = new OrchardFixture(new Environment(mode, number, around));
        fixture.member("{'email':'owner@orchard.example','role':'admin'}");
        return fixture.environment;
    }

    static Environment test(Surroundings around, int number) {
        var fixture = new OrchardFixture(new Environment(Mode.TEST, number, around));
        fixture.member("{'email':'ada@orchard.example','role':'admin'}");
        fixture.project("imageannotation", "Fruit Boxes", Set.of()).put("instruction", "Box every ripe apple.");
        fixture.project("lidarannotation", "Row A/B scans", Set.of());
        fixture.project("documenttranscription", "Old Invoices", Set.of(Project.Trait.ARCHIVED));
        fixture.batch("Fruit Boxes", "picking week 07");
        fixture.batch("Fruit Boxes", "north/field 2");
        fixture.picture("65f0a1000000000000000001", "picking week 07", "apple-1", List.of("dawn"));
        fixture.picture("65f0a1000000000000000002", "picking week 07", "apple-2", List.of());
        fixture.picture("65f0a1000000000000000003", "north/field 2", "", List.of("dawn", "rain", "hill", "wind"));
        return fixture.environment;
    }

    static Environment live(Surroundings around, int number) {
        var fixture = new OrchardFixture(new Environment(Mode.LIVE, number, around));
        fixture.member("{'email':'ada@orchard.example','role':'admin'}");
        fixture.member("{'email':'ben@orchard.example','role':'member'}");
        fixture.member("{'email':'cy@orchard.example','role':'labeler','isStudioLabeler':true}");
        fixture.member("{'email':'dee@orchard.example','role':'invited','expiry':'2026-03-09T09:00:00.000Z'}");
        fixture.project("imageannotation", "Rapid Crates", Set.of(Project.Trait.RAPID, Project.Trait.STUDIO));
        fixture.batch("Rapid Crates", "crate main");
        fixture.batch("Rapid Crates", "crate trial").put("calibration_batch", true);
        fixture.batch("Rapid Crates", "crate late");
        fixture.segmentation("65f0b2000000000000000001");
        fixture.environment.studio().projectsOf("cy@orchard.example").add("Rapid Crates");
        fixture.environment
                .quality()
                .audits()
                .add(literal("{'id':'aud_001','task_id':'65f0b2000000000000000001','result':'accepted',"
                        + "'feedback_items':[{'type':'confirmation','category':'annotation','state':'accepted'}]}"));
        fixture.environment
                .quality()
                .attempts()
                .add(literal("{'id':'att_001','labeler_email':'cy@orchard.example',"
                        + "'quality_task_id':'65f0b2000000000000000001','score':0.9}"));
        fixture.environment.disabledTypes().add(NOT_BOUGHT);
        return fixture.environment;
    }

    /** What the live account has never bought, also after other types have been enabled again. */
    static void disableAgain(Keyring keyring) {
        Optional.ofNullable(keyring.environments().get(ScaleSimulator.LIVE_KEY))
                .ifPresent(live -> live.disabledTypes().add(NOT_BOUGHT));
    }

    private static ObjectNode literal(String json) {
        return Json.literal(json.replace('\'', '"'));
    }

    private Instant next() {
        moment = moment.plus(Duration.ofHours(1));
        return moment;
    }

    private void member(String json) {
        environment
                .members()
                .add(literal("{'company':'Orchard','firstName':'','lastName':'','isStudioLabeler':false}")
                        .setAll(literal(json)));
    }

    /** Answers the first entry of the parameter history, to be filled. */
    private ObjectNode project(String type, String name, Set<Project.Trait> traits) {
        var project = new Project(ProjectJson.first(type, name, next(), Json.object()), traits);
        environment.projects().put(name, project);
        return (ObjectNode) project.entity().json().path("param_history").path(0);
    }

    private ObjectNode batch(String project, String name) {
        boolean staged = environment.project(project).filter(Project::staged).isPresent();
        var body = Json.object().put("project", project).put("name", name);
        var batch = BatchJson.first(body, staged, next());
        environment.batches().put(name, batch);
        return batch.json();
    }

    private ObjectNode task(String id, String type, String project) {
        String created = Timestamps.write(next());
        var json = Json.object()
                .put("task_id", id)
                .put("created_at", created)
                .put("updated_at", created)
                .put("completed_at", created)
                .put("type", type)
                .put("status", "completed")
                .put("instruction", "Box every ripe apple.")
                .put("is_test", environment.mode() == Mode.TEST)
                .put("urgency", "standard")
                .put("callback_url", "")
                .put("project", project)
                .put("project_param_version", 0);
        json.putObject("metadata");
        json.putArray("processed_attachments");
        json.putObject("params").put("attachment_type", "image").put("attachment", "https://pics.example/" + id);
        return json;
    }

    private void picture(String id, String batch, String uniqueId, List<String> tags) {
        var json = task(id, "imageannotation", "Fruit Boxes").put("batch", batch);
        var params = (ObjectNode) json.path("params");
        params.putObject("geometries")
                .putObject("box")
                .putArray("objects_to_annotate")
                .add("apple");
        json.set("response", TaskType.IMAGEANNOTATION.dummyResponse(json));
        if (!uniqueId.isEmpty()) {
            json.put("unique_id", uniqueId);
        }
        if (!tags.isEmpty()) {
            tags.forEach(json.putArray("tags")::add);
        }
        environment.tasks().put(new Entity(moment, json));
    }

    /** Its picture lies behind a secure address. */
    private void segmentation(String id) {
        var json = task(id, "segmentannotation", "Rapid Crates");
        ((ObjectNode) json.path("params")).putArray("labels").add("crate");
        var response = TaskType.SEGMENTANNOTATION.dummyResponse(json);
        response.withObject("/annotations/combined")
                .put("image", "https://api.scale.com/v1/task/" + id + "/response_url/" + RESULT);
        json.set("response", response);
        environment.tasks().put(new Entity(moment, json));
        environment.files().putResult(id, RESULT, new Files.Result("image/png", Body.of(PNG)));
    }
}
