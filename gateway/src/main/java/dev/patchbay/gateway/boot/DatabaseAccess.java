package dev.patchbay.gateway.boot;

/**
 * How to reach PostgreSQL: as the runtime role, which owns nothing, and as the owner, which migrates.
 *
 * @param url JDBC address without credentials
 */
record DatabaseAccess(String url, String user, String password, String ownerUser, String ownerPassword) {

    @Override
    public String toString() {
        return "DatabaseAccess[" + user + ", " + ownerUser + "]";
    }
}
