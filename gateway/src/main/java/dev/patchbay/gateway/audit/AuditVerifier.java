package dev.patchbay.gateway.audit;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.tenancy.Tenant;
import dev.patchbay.authstore.tenancy.Tenants;
import dev.patchbay.gateway.audit.AuditReport.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * Looks whether the audit log is as it was written, and names the rows that are not. Reads in pages, each in a short
 * transaction, and locks nothing: what is added meanwhile is neither delayed nor a finding.
 */
@ApplicationScoped
public class AuditVerifier {
    private static final int PAGE = 1000;
    private static final int MOST_PROBLEMS = 1000;

    private final Tenants tenants;
    private final AuditReader reader;
    private final AuditSeal seal;
    private final Checkpoints checkpoints;

    AuditVerifier(Tenants tenants, AuditReader reader, AuditSeal seal, Checkpoints checkpoints) {
        this.tenants = tenants;
        this.reader = reader;
        this.seal = seal;
        this.checkpoints = checkpoints;
    }

    /** Every chain: the installation's, those of all tenants, shredded or not, and those that a checkpoint of this node names. */
    public AuditReport verify() {
        var stored = checkpoints.stored();
        SequencedSet<TenantId> chains = new LinkedHashSet<>();
        chains.add(AuditTrail.INSTALLATION);
        tenants.all().stream().map(Tenant::id).forEach(chains::add);
        chains.addAll(stored.byChain().keySet());
        chains.addAll(shredded());
        return verify(chains, stored);
    }

    /** One chain. */
    public AuditReport verify(TenantId chain) {
        var chains = new LinkedHashSet<TenantId>();
        chains.add(chain);
        return verify(chains, checkpoints.stored());
    }

    private AuditReport verify(SequencedSet<TenantId> chains, Checkpoints.Stored stored) {
        var problems = new ArrayList<Problem>(stored.problems());
        var events = 0L;
        for (var chain : chains) {
            var walk = walk(chain, stored.of(chain));
            events += walk.rows();
            problems.addAll(walk.problems());
        }
        return new AuditReport(
                chains.size(), events, problems.stream().limit(MOST_PROBLEMS).toList());
    }

    /** Tenants that are gone, as the installation's chain tells; one whose row was tampered with is named there. */
    private List<TenantId> shredded() {
        var found = new ArrayList<TenantId>();
        var after = 0L;
        List<AuditRow> page;
        do {
            page = reader.after(AuditTrail.INSTALLATION, after, PAGE);
            for (var row : page) {
                after = row.sequence();
                if (row.action().equals("tenant.shred_requested") && seal.holds(row)) {
                    found.add(new TenantId(row.subject()));
                }
            }
        } while (page.size() == PAGE);
        return found;
    }

    private ChainWalk walk(TenantId chain, List<Checkpoint> seen) {
        var walk = new ChainWalk(chain, seal, seen);
        var head = reader.head(chain);
        var upTo = head.map(ChainHead::sequence).orElse(Long.MAX_VALUE);
        var after = Long.MIN_VALUE;
        List<AuditRow> page;
        do {
            page = reader.rows(chain, after, upTo, PAGE);
            for (var row : page) {
                walk.see(row);
                after = row.sequence();
            }
        } while (page.size() == PAGE);
        walk.end(head, reader.beyond(chain));
        return walk;
    }
}
