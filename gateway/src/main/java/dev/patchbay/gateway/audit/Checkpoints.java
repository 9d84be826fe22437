package dev.patchbay.gateway.audit;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.tenancy.Tenant;
import dev.patchbay.authstore.tenancy.Tenants;
import dev.patchbay.gateway.audit.AuditReport.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Writes down, signed, where the chains stand, outside the database: whoever cuts a chain's tail off together with its
 * recorded end cannot take that back. Kept in {@code audit-checkpoints.jsonl} in the data directory of the node.
 */
@ApplicationScoped
public class Checkpoints {
    private static final Logger LOG = Logger.getLogger(Checkpoints.class);

    private final Tenants tenants;
    private final AuditReader reader;
    private final CheckpointKey key;
    private final CheckpointFile file;
    private final Clock clock;

    Checkpoints(
            Tenants tenants,
            AuditReader reader,
            CheckpointKey key,
            Clock clock,
            @ConfigProperty(name = "patchbay.home", defaultValue = ".patchbay") String home) {
        this.tenants = tenants;
        this.reader = reader;
        this.key = key;
        this.clock = clock;
        this.file = new CheckpointFile(Path.of(home).resolve("audit-checkpoints.jsonl"));
    }

    /** What the file holds: what we signed, and the lines that we did not. */
    record Stored(Map<TenantId, List<Checkpoint>> byChain, List<Problem> problems) {

        List<Checkpoint> of(TenantId chain) {
            return byChain.getOrDefault(chain, List.of());
        }
    }

    /**
     * Writes a checkpoint of every chain that went on since its last one. A chain that stands before its last checkpoint gets
     * none, and neither does one whose recorded end names no row of ours: an error in the log, and the verifier will say what is
     * missing.
     *
     * @return those just written
     */
    public synchronized List<Checkpoint> write() {
        var furthest = furthest();
        SequencedSet<TenantId> chains = new LinkedHashSet<>();
        chains.add(AuditTrail.INSTALLATION);
        tenants.all().stream().map(Tenant::id).forEach(chains::add);
        chains.addAll(furthest.keySet());
        var fresh = new ArrayList<Checkpoint>();
        for (var chain : chains) {
            var head = reader.head(chain).orElse(ChainHead.NONE);
            var known = furthest.get(chain);
            var stood = known == null ? 0 : known.sequence();
            if (head.sequence() > stood && !reader.isOurs(chain, head)) {
                // Signed, it would stand for ever for rows that never were.
                LOG.errorf(
                        "audit chain=%s ends at %d according to its head, and no row of ours is there",
                        chain, head.sequence());
            } else if (head.sequence() > stood) {
                fresh.add(key.sign(chain, head, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
            } else if (known != null && !new ChainHead(stood, known.hash()).equals(head)) {
                LOG.errorf(
                        "audit chain=%s stands at %d, before or beside its checkpoint at %d",
                        chain, head.sequence(), stood);
            }
        }
        if (!fresh.isEmpty()) {
            file.add(fresh);
        }
        return fresh;
    }

    /** The furthest checkpoint of each chain, in the order of their ids. */
    public List<Checkpoint> newest() {
        return furthest().values().stream()
                .sorted(Comparator.comparing(checkpoint -> checkpoint.chain().value()))
                .toList();
    }

    /** What checkpoints are checked with, in PEM. */
    public String publicKey() {
        return key.pem();
    }

    Stored stored() {
        var checkpoints = new HashMap<TenantId, List<Checkpoint>>();
        var problems = new ArrayList<Problem>();
        for (var line : file.lines()) {
            line.checkpoint()
                    .filter(key::isOurs)
                    .ifPresentOrElse(
                            checkpoint -> checkpoints
                                    .computeIfAbsent(checkpoint.chain(), _ -> new ArrayList<>())
                                    .add(checkpoint),
                            () -> problems.add(new Problem(
                                    AuditTrail.INSTALLATION,
                                    0,
                                    "line " + line.number()
                                            + " of the checkpoint file was not signed by this installation")));
        }
        return new Stored(checkpoints, problems);
    }

    private Map<TenantId, Checkpoint> furthest() {
        var furthest = new HashMap<TenantId, Checkpoint>();
        stored().byChain()
                .forEach((chain, checkpoints) -> furthest.put(
                        chain, Collections.max(checkpoints, Comparator.comparingLong(Checkpoint::sequence))));
        return furthest;
    }
}
