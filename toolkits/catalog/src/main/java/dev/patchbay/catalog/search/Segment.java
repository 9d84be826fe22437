package dev.patchbay.catalog.search;

import dev.patchbay.catalog.ToolEntry;
import dev.patchbay.toolkit.Hints;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.FixedBitSet;

/** The Lucene index: one segment in memory, whose documents are the tools in their order. At least one tool. */
final class Segment {
    static final String TERMS = "terms";
    static final String SPELLINGS = "spellings";
    private static final int MARGIN = 12;
    private static final FieldType WEIGHTED = weighted();

    private final IndexSearcher searcher;
    private final Vocabulary vocabulary;
    private final Aim[] aims;

    private Segment(DirectoryReader reader, List<ToolEntry> tools, Function<Hints, Aim> aim) throws IOException {
        this.aims = tools.stream().map(tool -> aim.apply(tool.hints())).toArray(Aim[]::new);
        this.vocabulary = new Vocabulary(reader.leaves().getFirst().reader());
        this.searcher = new IndexSearcher(reader);
        this.searcher.setSimilarity(new Rarity());
        this.searcher.setQueryCache(null);
    }

    /** A document, which is the place of its tool, and how much of the request the tool answers. */
    record Match(int document, double score) {}

    private static FieldType weighted() {
        var type = new FieldType();
        type.setTokenized(true);
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        type.freeze();
        return type;
    }

    /** @param aim what the tools of these hints do, as far as hints are to be believed */
    static Segment of(List<ToolEntry> tools, CommonWords common, Function<Hints, Aim> aim) throws IOException {
        // Merging by document count alone keeps the order, which is how a document is known to be its tool.
        var config = new IndexWriterConfig().setSimilarity(new Rarity()).setMergePolicy(new LogDocMergePolicy());
        var directory = new ByteBuffersDirectory();
        try (var writer = new IndexWriter(directory, config)) {
            for (var tool : tools) {
                writer.addDocument(document(ToolTerms.of(tool, common)));
            }
            writer.forceMerge(1);
        }
        return new Segment(DirectoryReader.open(directory), tools, aim);
    }

    private static Document document(ToolTerms terms) {
        var document = new Document();
        document.add(new Field(TERMS, new TermStream(terms.weighted()), WEIGHTED));
        terms.spellings().forEach(word -> document.add(new StringField(SPELLINGS, word, Field.Store.NO)));
        return document;
    }

    QueryTerms terms(Request request) throws IOException {
        return QueryReader.read(request, vocabulary);
    }

    List<Match> search(QueryTerms terms, FixedBitSet admitted, int most) throws IOException {
        if (terms.weighted().isEmpty()) {
            return List.of();
        }
        var query = new BooleanQuery.Builder();
        terms.weighted()
                .forEach((term, weight) -> query.add(
                        new BoostQuery(new TermQuery(new Term(TERMS, term)), weight.floatValue()), Occur.SHOULD));
        query.setMinimumNumberShouldMatch(1);
        query.add(new ScopeQuery(admitted), Occur.FILTER);
        // Some more than are wanted, for the aim changes their order.
        var top = searcher.search(query.build(), 2 * most + MARGIN).scoreDocs;
        return Arrays.stream(top)
                .map(hit -> new Match(hit.doc, score(terms, hit)))
                .filter(match -> match.score() >= Weights.FLOOR)
                .sorted(Comparator.comparingDouble(Match::score).reversed())
                .limit(most)
                .toList();
    }

    private double score(QueryTerms terms, ScoreDoc hit) {
        return Math.min(1, hit.score / terms.most()) * fit(terms.aim(), aims[hit.doc]);
    }

    private static double fit(Aim wanted, Aim offered) {
        return wanted == Aim.UNKNOWN || offered == Aim.UNKNOWN || wanted == offered ? 1 : Weights.OTHER_AIM;
    }
}
