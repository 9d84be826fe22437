package dev.patchbay.gateway.audit;

/** Where a chain ends: its last row's number and hash. */
record ChainHead(long sequence, String hash) {
    static final ChainHead NONE = new ChainHead(0, AuditRow.FIRST);
}
