package dev.patchbay.gateway.connect;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.ConnectedAccount;
import dev.patchbay.authstore.connection.CredentialVault;
import dev.patchbay.authstore.crypto.BrokenSealException;
import dev.patchbay.authstore.crypto.WrongKeyException;
import dev.patchbay.authstore.secret.Secret;
import dev.patchbay.gateway.audit.Actor;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** The stored credential of an account, for use; what does not open is logged and recorded, and used by nobody. */
@ApplicationScoped
class StoredCredential {
    private static final Logger LOG = Logger.getLogger(StoredCredential.class);

    private final CredentialVault vault;
    private final AuditTrail audit;

    StoredCredential(CredentialVault vault, AuditTrail audit) {
        this.vault = vault;
        this.audit = audit;
    }

    /** Hands over the fields, which are wiped afterwards; nothing where they do not open. Other failures pass through. */
    <R> R use(TenantId tenant, ConnectedAccount account, Function<Optional<Map<String, Secret>>, R> use) {
        return opens(tenant, account)
                ? vault.use(tenant, account.id(), fields -> use.apply(Optional.of(fields)))
                : use.apply(Optional.empty());
    }

    void store(TenantId tenant, ConnectedAccount account, SecretFields fields) {
        vault.store(tenant, account.id(), fields.byName());
    }

    /** Tried apart from the use, which may fail in the same way for reasons of its own. */
    private boolean opens(TenantId tenant, ConnectedAccount account) {
        try {
            return vault.use(tenant, account.id(), _ -> true);
        } catch (BrokenSealException | WrongKeyException broken) {
            recordBroken(tenant, account, broken);
            return false;
        }
    }

    /** What is wrong with the stored value is for the operator, not for the caller. */
    void recordBroken(TenantId tenant, ConnectedAccount account, RuntimeException broken) {
        LOG.errorf(broken, "the stored credential of account %s does not open", account.id());
        audit.record(
                tenant,
                new AuditEvent(
                        "credential.integrity_failed",
                        new Actor.Job("credential-vault"),
                        account.id().value(),
                        AuditEvent.Outcome.FAILED,
                        Map.of()));
    }
}
