package dev.patchbay.authstore.connection;

import dev.patchbay.authstore.crypto.DataKeys;
import dev.patchbay.authstore.crypto.EnvelopeCipher;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import jakarta.enterprise.context.ApplicationScoped;

/** What stands for another node: it shares the database, and nothing in memory. */
@ApplicationScoped
public class OtherNode {
    private final TenantTransactions transactions;
    private final SealedFields table;
    private final EnvelopeCipher cipher;

    OtherNode(TenantTransactions transactions, SealedFields table, EnvelopeCipher cipher) {
        this.transactions = transactions;
        this.table = table;
        this.cipher = cipher;
    }

    public CredentialVault vault(DataKeys itsKeys) {
        return new CredentialVault(transactions, table, itsKeys, cipher);
    }
}
