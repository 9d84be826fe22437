package dev.patchbay.simulator.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.simulator.http.Client;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, and which of it a switch lets through. */
class ScaleRulesTest {
    private final ScaleSimulator scale = ScaleSimulator.start(0);
    private final Client control = Client.of(scale.origin());
    private final Client test = Client.of(scale.origin(), "Authorization", Client.basic(ScaleSimulator.TEST_KEY));
    private final Client live = Client.of(scale.origin(), "Authorization", Client.basic(ScaleSimulator.LIVE_KEY));

    @AfterEach
    void stop() {
        scale.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    categorization | {'attachment':'https://a.example/'}
                    transcription | {'attachment':'https://a.example/'}
                    datacollection | {'fields':{'a':'b'}}
                    comparison | {'instruction':'Same?'}
                    audiotranscription | {'attachment':'some words'}
                    segmentannotation | {'attachment':'https://a.example/'}
                    documenttranscription | {'features':[{'type':'block'}]}
                    textcollection | {'attachments':['https://a.example/'],'fields':[{'field_id':'a','title':'A'}]}
                    textcollection | {'attachments':[{'type':'text'}],'fields':[{'field_id':'a','title':'A'},{'field_id':'a','title':'B'}]}
                    textcollection | {'attachments':[{'type':'text'}]}
                    videoannotation | {'attachment_type':'video','attachment':'https://a.example/','attachments':['https://b.example/'],'geometries':{'point':{}}}
                    videoannotation | {'attachment_type':'image','attachment':'https://a.example/','geometries':{'point':{}}}
                    videoplaybackannotation | {'attachment':'https://a.example/v.mp4'}
                    lidarannotation | {'attachments':['https://a.example/'],'attachment_type':'csv','labels':['car']}
                    imageannotation | {'attachment':'https://a.example/','geometries':{'point':{}},'padding':'wide'}
                    imageannotation | {'attachment':'https://a.example/','geometries':{'point':{}},'tags':['a',' ']}
                    """)
    void aTaskLackingWhatItsTypeNeedsIsRefused(String type, String body) {
        var reply = test.post("/v1/task/" + type, body);

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.json().path("status_code").asInt()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ner_needs_text_and_labels | POST /v1/task/namedentityrecognition | {} | 400 | 200
                    lidar_segmentation_rules | POST /v1/task/lidarsegmentation | {'lidar_task':'t','labels':['road']} | 400 | 200
                    geometry_rules | POST /v1/task/imageannotation | {'attachment':'https://a.example/','geometries':{'circle':{}}} | 400 | 200
                    geometry_rules | POST /v1/task/imageannotation | {'attachment':'https://a.example/','geometries':{'point':{'radius':1}}} | 400 | 200
                    attribute_rules | POST /v1/projects/Fruit%20Boxes/setParams | {'annotation_attributes':{'age':{'type':'number','min':2,'max':1}}} | 400 | 200
                    attribute_rules | POST /v1/projects/Fruit%20Boxes/setParams | {'annotation_attributes':{'age':{'type':'mood'}}} | 400 | 200
                    list_rules | GET /v1/tasks?limit=0 | '' | 400 | 200
                    list_rules | GET /v1/batches?start_time=soon | '' | 400 | 200
                    list_rules | GET /v1/tasks?next_token=x | '' | 400 | 200
                    team_rules | POST /v1/teams/invite | {'emails':['x'],'team_role':'boss'} | 400 | 200
                    files_need_project | GET /v1/files | '' | 400 | 200
                    batch_flags_exclude | POST /v1/batches | {'project':'Fruit Boxes','name':'b','calibration_batch':true,'self_label_batch':true} | 400 | 200
                    secure_result_needs_live | GET /v1/task/65f0a1000000000000000001/response_url/x | '' | 401 | 404
                    """)
    void aRuleThatIsOnlyInferredCanBeSwitchedOff(String name, String call, String body, int on, int off) {
        String[] parts = call.split(" ", 2);

        assertThat(test.send(parts[0], parts[1], body).status()).isEqualTo(on);
        assertThat(control.post("/__sim/switch", "{'name':'" + name + "','on':false}")
                        .status())
                .isEqualTo(200);
        assertThat(test.send(parts[0], parts[1], body).status()).isEqualTo(off);
        scale.reset();
        assertThat(test.send(parts[0], parts[1], body).status())
                .as("after a reset")
                .isEqualTo(on);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    missing_parent_is_400 | POST /v1/batches | {'project':'Nowhere','name':'b'} | 404 | 400
                    wrong_verb_is_405 | PATCH /v1/batches | {} | 404 | 405
                    send_callback_hyphen | POST /v1/task/65f0a1000000000000000001/send-callback | '' | 404 | 200
                    cancel_completed | POST /v1/task/65f0a1000000000000000001/cancel | {} | 400 | 200
                    """)
    void anotherReadingOfTheServiceCanBeSwitchedOn(String name, String call, String body, int off, int on) {
        String[] parts = call.split(" ", 2);

        assertThat(test.send(parts[0], parts[1], body).status()).isEqualTo(off);
        control.post("/__sim/switch", "{'name':'" + name + "','on':true}");
        assertThat(test.send(parts[0], parts[1], body).status()).isEqualTo(on);
    }

    @Test
    void switchesAlsoChangeWhatAnAnswerSays() {
        String ner = "{'text':'Ada sold pears.','labels':[{'name':'Person'}]}";
        scale.turn(Switch.INSTANT, true);
        assertThat(test.post("/v1/task/namedentityrecognition", ner)
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("completed");
        scale.turn(Switch.SEND_CALLBACK_SAYS_OK, true);
        assertThat(test.post("/v1/task/65f0a1000000000000000001/send_callback", "")
                        .text())
                .isEqualTo("OK");
        scale.turn(Switch.ZERO_COUNTS, true);
        assertThat(test.get("/v1/batches/picking%20week%2007/status")
                        .json()
                        .path("pending")
                        .isInt())
                .isTrue();
        assertThat(test.get("/v1/tasks?tags=dawn&tags=rain")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(2);
        scale.turn(Switch.ANY_TAG, false);
        assertThat(test.get("/v1/tasks?tags=dawn&tags=rain")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        scale.turn(Switch.PATCH_BY_DEFAULT, true);
        assertThat(test.post("/v1/projects/Fruit%20Boxes/setParams", "{'padding':1}")
                        .json()
                        .at("/param_history/1/instruction")
                        .asText())
                .isEqualTo("Box every ripe apple.");
        scale.turn(Switch.ONTOLOGY_ANSWERS_PROJECT, false);
        assertThat(test.post("/v1/projects/Fruit%20Boxes/setOntology", "{'ontology':['a'],'name':'n'}")
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo("n");
        scale.turn(Switch.AUDITS_AS_ARRAY, false);
        assertThat(live.get("/v1/audits?id=aud_001").json().path("id").asText()).isEqualTo("aud_001");
        scale.turn(Switch.PRIORITY_RULES, false);
        assertThat(live.post("/v1/studio/batches/set_priorities", "{'batches':[{'name':'crate late'}]}")
                        .json()
                        .at("/0/name")
                        .asText())
                .isEqualTo("crate late");
        scale.turn(Switch.EMPTY_BATCH_FINALIZES, false);
        assertThat(live.post("/v1/batches/crate%20main/finalize", "").status()).isEqualTo(400);
    }

    @Test
    void everySwitchIsListedAndAnUnknownOneIsRefused() {
        assertThat(control.get("/__sim/switch").json()).hasSize(Switch.values().length);
        assertThat(control.post("/__sim/switch", "{'name':'surprise','on':true}")
                        .status())
                .isEqualTo(400);
        assertThat(control.post("/__sim/switch", "{'name':'instant'}").status()).isEqualTo(400);
    }

    @Test
    void aSecondCancelAnswersAsTheSwitchSays() {
        String id = live.post(
                        "/v1/task/imageannotation",
                        "{'attachment':'https://a.example/','geometries':{'point':{}},'unique_id':'u'}")
                .json()
                .path("task_id")
                .asText();
        var first = live.post("/v1/task/" + id + "/cancel?clear_unique_id=true", "{}");
        assertThat(first.json().path("status").asText()).isEqualTo("canceled");
        assertThat(first.json().has("unique_id")).isFalse();
        assertThat(live.post("/v1/task/" + id + "/cancel", "{}").status()).isEqualTo(200);
        scale.turn(Switch.CANCEL_TWICE, false);
        assertThat(live.post("/v1/task/" + id + "/cancel", "{}").status()).isEqualTo(400);
    }

    @Test
    void typesAndKeysCanBeTakenAway() {
        String task = "{'attachment':'https://a.example/','geometries':{'point':{}}}";
        control.post("/__sim/fault", "{'kind':'disabled','types':['imageannotation']}");
        assertThat(test.post("/v1/task/imageannotation", task).status()).isEqualTo(402);
        control.post("/__sim/fault", "{'kind':'revoked'}");
        assertThat(test.get("/v1/projects").status()).isEqualTo(401);
        assertThat(live.get("/v1/projects").status()).isEqualTo(200);

        control.delete("/__sim/fault", "");

        assertThat(test.post("/v1/task/imageannotation", task).status()).isEqualTo(200);
        assertThat(live.post("/v1/task/videoannotation", task).status())
                .as("never bought")
                .isEqualTo(402);
    }

    @Test
    void aFileAboveEightyMegabytesIsRefused() {
        var uploader = Client.of(
                scale.origin(),
                "Authorization",
                Client.basic(ScaleSimulator.TEST_KEY),
                "Content-Type",
                "multipart/form-data; boundary=b");
        String head = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n";
        String large = head + "x".repeat(80 * 1024 * 1024 + 1) + "\r\n--b--\r\n";

        assertThat(uploader.postExactly("/v1/files/upload", large).status()).isEqualTo(400);
        scale.turn(Switch.OVERSIZE_IS_413, true);
        assertThat(uploader.postExactly("/v1/files/upload", large).status()).isEqualTo(413);
        assertThat(uploader.postExactly("/v1/files/upload", head + "x\r\n--b--\r\n")
                        .status())
                .isEqualTo(200);
        assertThat(uploader.postExactly("/v1/files/upload", "--b--\r\n").status())
                .isEqualTo(400);
    }

    @Test
    void aFixtureIsLoadedAndTheStateShown() {
        control.post("/__sim/keys", "{'key':'live_x','mode':'live'}");
        assertThat(control.post(
                                "/__sim/load",
                                "{'key':'live_x','projects':[{'name':'P','type':'imageannotation','studio':true}],"
                                        + "'batches':[{'name':'B','project':'P'}],"
                                        + "'tasks':[{'project':'P','batch':'B','status':'pending','unique_id':'u'}]}")
                        .status())
                .isEqualTo(200);
        var loaded = Client.of(scale.origin(), "Authorization", Client.basic("live_x"));

        assertThat(loaded.get("/v1/batches/B/status").json().path("pending").asInt())
                .isEqualTo(1);
        assertThat(loaded.get("/v1/studio/batches").json().at("/0/projectName").asText())
                .isEqualTo("P");
        var state = control.get("/__sim/state").json();
        assertThat(state.at("/live_x/tasks/0/unique_id").asText()).isEqualTo("u");
        assertThat(state.at("/test_sim_orchard_01/tasks")).hasSize(3);
    }

    @Test
    void theFurtherRoutesOfTheClientsAnswer() {
        assertThat(live.get("/v1/projects/Rapid%20Crates/taskTemplates")
                        .json()
                        .path("template_variables")
                        .isObject())
                .isTrue();
        String groups = "/v1/studio/projects/Rapid%20Crates/groups";
        assertThat(live.post(groups, "{'name':'g','emails':['cy@orchard.example']}")
                        .json()
                        .path("numWorkers")
                        .asInt())
                .isEqualTo(1);
        assertThat(live.put(groups + "/g", "{'add_emails':['ben@orchard.example'],'remove_emails':[]}")
                        .json()
                        .path("numWorkers")
                        .asInt())
                .isEqualTo(2);
        assertThat(live.get(groups).json()).hasSize(1);
        assertThat(live.put("/v1/studio/batches/crate%20main", "{'groups':['g']}")
                        .json()
                        .at("/groups/0")
                        .asText())
                .isEqualTo("g");
        assertThat(live.post("/v1/teams/set_role", "{'emails':['ben@orchard.example'],'team_role':'labeler'}")
                        .json()
                        .at("/1/role")
                        .asText())
                .isEqualTo("labeler");
        assertThat(live.post("/v1/batches/crate%20main/setMetadata", "{'a':1}")
                        .json()
                        .at("/metadata/a")
                        .asInt())
                .isEqualTo(1);
        assertThat(live.post("/v1/batches/crate%20main/prioritize", "{'priority':3}")
                        .json()
                        .path("priority")
                        .asInt())
                .isEqualTo(3);
        for (String kind : new String[] {"evaluation_tasks", "training_tasks"}) {
            assertThat(live.post("/v1/" + kind + "/imageannotation", "{'expected_response':{}}")
                            .json()
                            .has("id"))
                    .isTrue();
        }
        assertThat(live.post("/v1/task/65f0b2000000000000000001/audit", "{'accepted':true}")
                        .json()
                        .path("customer_review_status")
                        .asText())
                .isEqualTo("accepted");
        var form = Client.of(
                scale.origin(),
                "Authorization",
                Client.basic(ScaleSimulator.LIVE_KEY),
                "Content-Type",
                "application/x-www-form-urlencoded");
        assertThat(form.postExactly("/v1/batches", "project=Rapid+Crates&name=by+form")
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo("by form");
    }
}
