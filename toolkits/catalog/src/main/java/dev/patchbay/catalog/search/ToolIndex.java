package dev.patchbay.catalog.search;

import dev.patchbay.catalog.Catalog;
import dev.patchbay.catalog.ToolEntry;
import dev.patchbay.toolkit.Hints;
import dev.patchbay.toolkit.ToolSlug;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.lucene.util.FixedBitSet;

/**
 * Finds tools by what somebody wants to do. Immutable, in memory and safe for many threads; built once per catalogue, of its light
 * entries alone. The same request in the same scope has the same hits, in every process.
 */
public final class ToolIndex {
    private final List<ToolEntry> tools;
    private final int[] firstNames;
    private final CommonWords common;
    private final List<Segment> segment;

    private ToolIndex(List<ToolEntry> tools, CommonWords common, Function<Hints, Aim> aim) throws IOException {
        this.tools = List.copyOf(tools);
        this.firstNames = firstNames(tools);
        this.common = common;
        this.segment = tools.isEmpty() ? List.of() : List.of(Segment.of(tools, common, aim));
    }

    /** Of every tool of a catalogue. Loads none of its toolkits. */
    public static ToolIndex of(Catalog catalog) {
        return of(catalog.entries());
    }

    /** Of tools from anywhere; no slug twice. */
    public static ToolIndex of(List<ToolEntry> tools) {
        return of(tools, CommonWords.read(), Aim::of);
    }

    /**
     * An index of tools that nobody vouches for: whether they read or change is not known, so it is not held against them. Made with
     * the words that this one was made with, without reading anything again: cheap enough for the few tools of one request.
     */
    public ToolIndex ofStrangers(List<ToolEntry> strangers) {
        return of(strangers, common, _ -> Aim.UNKNOWN);
    }

    private static ToolIndex of(List<ToolEntry> tools, CommonWords common, Function<Hints, Aim> aim) {
        try {
            return new ToolIndex(tools, common, aim);
        } catch (IOException impossible) {
            throw new UncheckedIOException("An index in memory could not be written", impossible);
        }
    }

    /** The tools that a caller may use; of use in this index only. */
    public Scope scope(Predicate<ToolEntry> admitted) {
        var bits = new FixedBitSet(Math.max(1, tools.size()));
        for (var i = 0; i < tools.size(); i++) {
            if (admitted.test(tools.get(i))) {
                bits.set(i);
            }
        }
        return new Scope(this, bits);
    }

    /**
     * The tools for a request, best first; none where nothing fits. Ranking happens among the tools of the scope only: what is outside
     * takes nobody's place. Of a request in several steps, the best tool of every step comes before the second best of any.
     *
     * @param request what is to be done, in the words of people: any text at all, read up to 1024 characters
     * @param scope what may be found, made by this index
     * @param atMost how many hits, at least 1
     * @throws IllegalArgumentException if the scope is of another index, or {@code atMost} is less than 1
     */
    public List<Hit> search(String request, Scope scope, int atMost) {
        if (!scope.isOf(this) || atMost < 1) {
            throw new IllegalArgumentException("A search needs a scope of its own index and room for a hit");
        }
        try {
            // No segment, no tools.
            return segment.isEmpty() ? List.of() : found(request, scope, atMost, segment.getFirst());
        } catch (IOException impossible) {
            throw new UncheckedIOException("An index in memory could not be read", impossible);
        }
    }

    private List<Hit> found(String request, Scope scope, int atMost, Segment in) throws IOException {
        var wanted = 2 * Math.min(atMost, tools.size());
        var whole = in.terms(Request.of(request, common));
        var rankings = new ArrayList<List<Hit>>();
        rankings.add(hits(in.search(whole, scope.admitted(), wanted), scope));
        for (var step : Steps.of(request, common)) {
            rankings.add(hits(in.search(in.terms(step).within(whole), scope.admitted(), wanted), scope));
        }
        var hits = new LinkedHashMap<ToolSlug, Hit>();
        for (var rank = 0; rank < wanted; rank++) {
            for (var ranking : rankings) {
                if (rank < ranking.size()) {
                    hits.putIfAbsent(ranking.get(rank).slug(), ranking.get(rank));
                }
            }
        }
        return hits.values().stream().limit(atMost).toList();
    }

    /** Tools that are one under several names become one, under its first name unless the scope has only another. */
    private List<Hit> hits(List<Segment.Match> matches, Scope scope) {
        var hits = new LinkedHashMap<Integer, Hit>();
        for (var match : matches) {
            var first = firstNames[match.document()];
            var shown = tools.get(scope.admits(first) ? first : match.document());
            hits.putIfAbsent(first, new Hit(shown.slug(), shown.toolkit(), match.score()));
        }
        return List.copyOf(hits.values());
    }

    /** By place of a tool, the place of its first name. */
    private static int[] firstNames(List<ToolEntry> tools) {
        Map<ToolSlug, Integer> places = new HashMap<>();
        for (var tool : tools) {
            places.put(tool.slug(), places.size());
        }
        return tools.stream()
                .mapToInt(tool -> places.getOrDefault(tool.alsoAs().orElse(tool.slug()), places.get(tool.slug())))
                .toArray();
    }
}
