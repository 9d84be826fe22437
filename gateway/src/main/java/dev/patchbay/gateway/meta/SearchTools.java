package dev.patchbay.gateway.meta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.catalog.search.Hit;
import dev.patchbay.gateway.call.ToolScope;
import dev.patchbay.gateway.call.ToolSearch;
import dev.patchbay.gateway.call.VisibleTools;
import dev.patchbay.gateway.custom.CustomTool;
import dev.patchbay.gateway.custom.CustomTools;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.Members;
import dev.patchbay.gateway.json.Timestamps;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Toolkit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * {@code COMPOSIO_SEARCH_TOOLS} (contract 5.3 and 7.1): the tools for what is to be done, how they are called, what they need
 * first, and which of their services are connected.
 */
@ApplicationScoped
public class SearchTools {
    private static final int MOST_QUERIES = 20;
    private static final int HITS = 6;
    private static final int LONGEST_USE_CASE = 1024;
    private static final ToolSearch.Finder NOTHING = (_, _) -> List.of();

    private final ToolSearch search;
    private final VisibleTools tools;
    private final ConnectionStates states;
    private final Workflows workflows;
    private final Clock clock;

    SearchTools(ToolSearch search, VisibleTools tools, ConnectionStates states, Workflows workflows, Clock clock) {
        this.search = search;
        this.tools = tools;
        this.states = states;
        this.workflows = workflows;
        this.clock = clock;
    }

    Outcome<ObjectNode> run(ToolScope scope, ObjectNode given, CustomTools brought) {
        var arguments = MetaArguments.of(MetaTool.SEARCH_TOOLS, given);
        var members = arguments.members();
        var useCases = new ArrayList<String>();
        members.list("queries", MOST_QUERIES).ifPresent(list -> list.forEach(query -> useCases.add(useCase(query))));
        if (!members.has("queries")) {
            members.problem("queries", "missing; e.g. [{\"use_case\": \"list the batches of a project\"}]");
        }
        var wanted = toolkits(scope, members, brought);
        var session = workflows.begun(members);
        return arguments.thenRun(() -> Outcome.ok(found(scope, useCases, wanted, brought, session)));
    }

    private static String useCase(Members query) {
        query.only("use_case", "known_fields");
        query.text("known_fields")
                .filter(text -> text.length() > 500)
                .ifPresent(text -> query.problem("known_fields", "must have at most 500 characters"));
        var useCase = query.text("use_case").orElse("");
        if (useCase.isBlank() || useCase.length() > LONGEST_USE_CASE) {
            query.problem("use_case", "must have 1 to " + LONGEST_USE_CASE + " characters that say what is to be done");
        }
        return useCase;
    }

    /** An SDK may narrow a search to toolkits (contract 5.3), its own among them. */
    private Set<String> toolkits(ToolScope scope, Members members, CustomTools brought) {
        var named = Set.copyOf(members.texts("toolkits").orElse(List.of()));
        for (var name : named) {
            if (tools.toolkit(name).isEmpty() && brought.of(Set.of(name)).isEmpty()) {
                members.problem("toolkits", "one of them does not exist; there are " + names(scope));
            }
        }
        return named;
    }

    private String names(ToolScope scope) {
        return tools.toolkits(scope).stream()
                .map(toolkit -> toolkit.slug().value())
                .collect(Collectors.joining(", "));
    }

    private ObjectNode found(
            ToolScope scope, List<String> useCases, Set<String> wanted, CustomTools brought, ObjectNode session) {
        var view = tools.of(scope);
        var finder = finder(view, wanted, brought);
        var plans = new Plans(tools, view);
        var data = Json.object().put("success", true);
        data.putNull("error");
        var results = data.putArray("results");
        var cards = new ToolCards(tools);
        var involved = new TreeSet<String>();
        for (var useCase : useCases) {
            var hits = finder.find(useCase, HITS);
            hits.forEach(hit -> involved.add(toolkit(hit, brought)));
            results.add(result(results.size() + 1, useCase, hits, brought, cards, plans));
        }
        data.set("tool_schemas", cards.json());
        var connections = involved.stream()
                .flatMap(name -> tools.toolkit(name).stream())
                .filter(toolkit -> tools.refusal(scope, toolkit).isEmpty()) // a brought tool may name any
                .map(toolkit -> states.of(scope, toolkit))
                .toList();
        var statuses = data.putArray("toolkit_connection_statuses");
        connections.forEach(state -> statuses.add(ConnectionJson.of(scope, state)));
        involved.stream()
                .flatMap(name -> brought.toolkit(name).stream())
                .forEach(toolkit -> statuses.add(ConnectionJson.of(toolkit)));
        var steps = data.putArray("next_steps_guidance");
        Guidance.of(scope, connections, cards).forEach(steps::add);
        data.set("session", session);
        var now = clock.instant();
        data.putObject("time_info")
                .put("current_time_utc", Timestamps.of(now))
                .put("current_time_utc_epoch_seconds", now.getEpochSecond())
                .put("message", "Now, in UTC.");
        return data;
    }

    /** Catalogue and brought tools in one ranking. */
    private ToolSearch.Finder finder(VisibleTools.View view, Set<String> wanted, CustomTools brought) {
        var slugs = wanted.stream()
                .flatMap(name -> tools.toolkit(name).stream())
                .map(Toolkit::slug)
                .collect(Collectors.toSet());
        var listed = slugs.isEmpty() && !wanted.isEmpty() ? NOTHING : search.among(view, slugs);
        var own = brought.of(wanted);
        if (own.isEmpty()) {
            return listed;
        }
        var among = search.among(own);
        return (request, most) -> Ranking.merged(listed.find(request, most), among.find(request, most), most);
    }

    private static String toolkit(Hit hit, CustomTools brought) {
        return brought.indexed(hit.slug())
                .map(CustomTool::toolkit)
                .orElse(hit.toolkit().value());
    }

    private static ObjectNode result(
            int index, String useCase, List<Hit> hits, CustomTools brought, ToolCards cards, Plans plans) {
        var result = Json.object().put("index", index).put("use_case", useCase);
        var primary = Ranking.primary(hits);
        var first = result.putArray("primary_tool_slugs");
        var related = result.putArray("related_tool_slugs");
        var toolkits = new TreeSet<String>();
        for (var hit : hits) {
            var isPrimary = primary.contains(hit);
            var own = brought.indexed(hit.slug());
            (isPrimary ? first : related)
                    .add(own.map(CustomTool::slug).orElse(hit.slug().value()));
            toolkits.add(toolkit(hit, brought));
            own.ifPresentOrElse(tool -> cards.add(tool, isPrimary), () -> cards.add(hit.slug(), isPrimary));
        }
        var named = result.putArray("toolkits");
        toolkits.forEach(named::add);
        if (hits.isEmpty()) {
            result.put(
                    "error",
                    "No tool of this session fits. Say it in other words, or tell the user that it cannot be done here.");
        } else {
            plans.add(
                    primary.stream()
                            .filter(hit -> brought.indexed(hit.slug()).isEmpty())
                            .toList(),
                    result);
        }
        return result;
    }
}
