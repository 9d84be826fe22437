package dev.patchbay.gateway.audit;

import dev.patchbay.authstore.TenantId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Looks at the rows of one chain, one after the other, and names those that are not as they were written. A row whose
 * neighbour was changed is not named for it. Not thread-safe.
 */
final class ChainWalk {
    private final TenantId chain;
    private final AuditSeal seal;
    private final Map<Long, List<Checkpoint>> seen = new HashMap<>();
    private final Optional<Checkpoint> furthest;
    private final TreeMap<Long, String> problems = new TreeMap<>();
    private long last;
    /** Empty where the row before is missing or is not ours. */
    private Optional<String> lastHash = Optional.of(AuditRow.FIRST);

    private long rows;

    ChainWalk(TenantId chain, AuditSeal seal, List<Checkpoint> checkpoints) {
        this.chain = chain;
        this.seal = seal;
        this.furthest = checkpoints.stream().max(Comparator.comparingLong(Checkpoint::sequence));
        checkpoints.forEach(checkpoint -> seen.computeIfAbsent(checkpoint.sequence(), _ -> new ArrayList<>())
                .add(checkpoint));
    }

    void see(AuditRow row) {
        rows++;
        if (row.sequence() <= last) {
            name(row.sequence(), "was inserted: no row of ours has this number here");
            return;
        }
        if (row.sequence() > last + 1) {
            missing(row.sequence() - 1, "rows after it are there");
            lastHash = Optional.empty();
        }
        var ours = seal.holds(row);
        if (!ours) {
            name(row.sequence(), "was altered, moved here or inserted: it does not match its seal");
        } else if (lastHash.filter(hash -> !hash.equals(row.previousHash())).isPresent()) {
            name(
                    row.sequence(),
                    "does not follow the row before it: one of them comes from another copy of this chain");
        } else {
            checkCheckpoints(row);
        }
        last = row.sequence();
        lastHash = ours ? Optional.of(row.hash()) : Optional.empty();
    }

    /** After the last row up to where the chain ended when the walk began. */
    void end(Optional<ChainHead> head, List<Long> beyond) {
        var recorded = head.map(ChainHead::sequence).orElse(0L);
        if (furthest.isPresent() && furthest.get().sequence() > Math.max(last, recorded)) {
            missing(
                    furthest.get().sequence(),
                    "the checkpoint of " + furthest.get().at() + " has seen them");
        } else if (head.isPresent() && head.get().sequence() > last) {
            missing(head.get().sequence(), "the chain's end is recorded there");
        } else if (head.isPresent()
                && lastHash.filter(hash -> !hash.equals(head.get().hash())).isPresent()) {
            name(last, "is not the row that the chain's recorded end names");
        }
        if (head.isEmpty() && last > 0) {
            name(last, "ends a chain whose recorded end was removed");
        }
        beyond.forEach(sequence -> name(sequence, "was inserted: the chain's recorded end lies before it"));
    }

    long rows() {
        return rows;
    }

    List<AuditReport.Problem> problems() {
        return problems.entrySet().stream()
                .map(found -> new AuditReport.Problem(chain, found.getKey(), found.getValue()))
                .toList();
    }

    private void checkCheckpoints(AuditRow row) {
        seen.getOrDefault(row.sequence(), List.of()).stream()
                .filter(checkpoint -> !checkpoint.hash().equals(row.hash()))
                .findFirst()
                .ifPresent(checkpoint ->
                        name(row.sequence(), "is not the row that the checkpoint of " + checkpoint.at() + " has seen"));
    }

    private void missing(long to, String why) {
        var from = last + 1;
        name(from, from == to ? "is missing: " + why : "is missing, and all up to " + to + ": " + why);
    }

    private void name(long sequence, String problem) {
        problems.putIfAbsent(sequence, problem);
    }
}
