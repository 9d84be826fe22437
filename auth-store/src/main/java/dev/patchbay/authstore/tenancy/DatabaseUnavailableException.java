package dev.patchbay.authstore.tenancy;

import java.sql.SQLException;

/** The database did not let a transaction begin; nothing was read or written. */
public final class DatabaseUnavailableException extends IllegalStateException {
    DatabaseUnavailableException(SQLException cause) {
        super("The database did not let a transaction begin", cause);
    }
}
