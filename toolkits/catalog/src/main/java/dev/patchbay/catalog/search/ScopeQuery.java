package dev.patchbay.catalog.search;

import java.util.Objects;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;

/** Matches the documents of a bit set, which is of the whole index. */
final class ScopeQuery extends Query {
    private final FixedBitSet documents;

    ScopeQuery(FixedBitSet documents) {
        this.documents = documents;
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
        return new ConstantScoreWeight(this, boost) {
            @Override
            public ScorerSupplier scorerSupplier(LeafReaderContext leaf) {
                // The index has one segment (ToolIndex), so that its documents and the bits count alike.
                var bits = new BitSetIterator(documents, documents.length());
                return ConstantScoreScorerSupplier.fromIterator(
                        bits, score(), mode, leaf.reader().maxDoc());
            }

            @Override
            public boolean isCacheable(LeafReaderContext leaf) {
                return false;
            }
        };
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return "ScopeQuery";
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // no cache keeps queries, so equal bits are never looked for
    public boolean equals(Object other) {
        return sameClassAs(other) && ((ScopeQuery) other).documents == documents;
    }

    @Override
    public int hashCode() {
        return Objects.hash(classHash(), System.identityHashCode(documents));
    }
}
