package dev.patchbay.gateway.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.Ids;
import dev.patchbay.authstore.file.StoredFile;
import dev.patchbay.authstore.tenancy.DatabaseUnavailableException;
import dev.patchbay.gateway.audit.AuditUnavailable;
import dev.patchbay.gateway.call.Approval;
import dev.patchbay.gateway.call.CallObserver;
import dev.patchbay.gateway.call.CallResult;
import dev.patchbay.gateway.call.FailureText;
import dev.patchbay.gateway.call.ResultEnvelope;
import dev.patchbay.gateway.call.ToolScope;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.MalformedJson;
import dev.patchbay.gateway.json.Members;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * {@code COMPOSIO_MULTI_EXECUTE_TOOL} (contract 7.3): up to fifty independent calls at once, each with an outcome of its own,
 * in the order they were given. Where one of them needs a person's approval and has none, none is made.
 */
@ApplicationScoped
class MultiExecute {
    private static final Logger LOG = Logger.getLogger(MultiExecute.class);
    private static final int MOST = 50;

    private final AppCalls apps;
    private final KeptResults kept;
    private final InParallel parallel;
    private final Workflows workflows;
    private final Ids ids;

    MultiExecute(AppCalls apps, KeptResults kept, InParallel parallel, Workflows workflows, Ids ids) {
        this.ids = ids;
        this.apps = apps;
        this.kept = kept;
        this.parallel = parallel;
        this.workflows = workflows;
    }

    private record Item(String slug, ObjectNode arguments, Optional<String> account) {}

    Outcome<ObjectNode> run(ToolScope scope, ObjectNode given, Approval approval) {
        var arguments = MetaArguments.of(MetaTool.MULTI_EXECUTE_TOOL, given);
        var members = arguments.members();
        var items = new ArrayList<Item>();
        members.list("tools", MOST).ifPresent(list -> list.forEach(item -> items.add(item(item))));
        if (!members.has("tools")) {
            members.problem("tools", "missing; a list of {\"tool_slug\": …, \"arguments\": {…}}");
        }
        var keepAll = members.flag("sync_response_to_workbench").orElse(false);
        var workflow = workflows.continued(members);
        return arguments.thenRun(() -> {
            var asks = asks(scope, items);
            if (!approval.covers(asks)) {
                return Outcome.failed(new Failure.ApprovalNeeded(asks));
            }
            // Large answers are put away as they come, so that fifty of them are not in memory at once.
            var observer = CallObserver.current();
            var done = new AtomicInteger();
            var calls = parallel.map(items, item -> {
                var result = CallObserver.watching(observer, () -> call(scope, item, approval));
                observer.progress(done.incrementAndGet(), items.size(), item.slug());
                return kept.shortened(scope, item.slug(), result);
            });
            var results = kept.together(scope, items.stream().map(Item::slug).toList(), calls, keepAll);
            var data = rendered(items, results);
            workflow.ifPresent(session -> data.set("session", session));
            return Outcome.ok(data);
        });
    }

    /** A person judges the batch as a whole, so they are known before any of it is run. */
    private List<Failure.Ask> asks(ToolScope scope, List<Item> items) {
        return items.stream()
                .flatMap(item -> apps.ask(scope, item.slug(), item.arguments(), item.account()).stream())
                .toList();
    }

    private static Item item(Members item) {
        item.only("tool_slug", "arguments", "account");
        var slug = item.text("tool_slug", 256);
        if (slug.isEmpty()) {
            item.problem("tool_slug", "missing; it names the tool to run");
        }
        slug.filter(named -> MetaTool.named(named).isPresent())
                .ifPresent(
                        own -> item.problem("tool_slug", own + " is one of the router's own tools; call it directly"));
        return new Item(slug.orElse(""), arguments(item), item.text("account", 256));
    }

    /** Some models write the object as a JSON text (contract 7.3). */
    private static ObjectNode arguments(Members item) {
        var value = item.any("arguments");
        if (value.filter(JsonNode::isTextual).isPresent()) {
            try {
                var read = Json.read(value.get().textValue().getBytes(StandardCharsets.UTF_8));
                if (read instanceof ObjectNode object) {
                    return object;
                }
            } catch (MalformedJson notAnObject) {
                // said below, as of any other value
            }
        }
        return item.rawObject("arguments").orElseGet(Json::object);
    }

    /** One item that breaks must not take the outcomes of the others with it: they have happened. */
    private CallResult call(ToolScope scope, Item item, Approval approval) {
        try {
            return apps.call(scope, item.slug(), item.arguments(), item.account(), Delivery.WHOLE, approval);
        } catch (AuditUnavailable | DatabaseUnavailableException refused) {
            return broken(item, refused, "The gateway's database could not be reached.", false);
        } catch (RuntimeException bug) {
            return broken(item, bug, "The gateway failed while it carried this out.", true);
        }
    }

    private CallResult broken(Item item, RuntimeException failure, String what, boolean sent) {
        var logId = ids.next(Ids.Kind.EXECUTION);
        LOG.errorf(failure, "a call of a batch broke: tool=%s log_id=%s", item.slug(), logId);
        return new CallResult(logId, Outcome.failed(new Failure.UpstreamUnavailable(what, sent)), List.of());
    }

    private static ObjectNode rendered(List<Item> items, List<KeptResults.Delivered> results) {
        var data = Json.object();
        var list = data.putArray("results");
        var files = Json.object().putArray("files");
        var succeeded = 0;
        for (var index = 0; index < items.size(); index++) {
            var result = results.get(index).result();
            var entry =
                    list.addObject().put("tool_slug", items.get(index).slug()).put("index", index);
            entry.set("response", result.attempted() ? ResultEnvelope.of(result) : null);
            results.get(index).file().ifPresent(file -> files.add(file(entry, file)));
            switch (result.outcome()) {
                case Outcome.Ok<ObjectNode> ignored -> {
                    entry.putNull("error");
                    succeeded++;
                }
                case Outcome.Failed<ObjectNode>(var failure) ->
                    entry.put("error", FailureText.of(failure).whole());
            }
        }
        data.set("remote_file_info", files.isEmpty() ? null : Json.object().set("files", files));
        return data.put("total_count", items.size())
                .put("success_count", succeeded)
                .put("error_count", items.size() - succeeded);
    }

    /** Where the whole answer is (contract 7.4): a file of the session. */
    private static ObjectNode file(ObjectNode entry, StoredFile file) {
        return Json.object()
                .put("index", entry.path("index").intValue())
                .put("tool_slug", entry.path("tool_slug").textValue())
                .put("mount_relative_path", file.keptAt().orElseThrow().path().value())
                .put("size_bytes", file.size());
    }
}
