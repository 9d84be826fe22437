package dev.patchbay.authstore.connection;

/** The order of a list of accounts; ties are broken by id, so that pages neither repeat nor skip. */
public enum AccountOrder {
    NEWEST_FIRST,
    OLDEST_FIRST,
    LAST_CHANGED_FIRST,
    LAST_CHANGED_LAST
}
