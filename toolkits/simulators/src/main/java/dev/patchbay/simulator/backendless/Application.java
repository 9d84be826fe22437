package dev.patchbay.simulator.backendless;

import java.time.Clock;

/** All that one application holds. */
final class Application {
    private final Counters counters = new Counters();
    private final FileTree files = new FileTree();
    private final Database database = new Database();
    private final Sessions sessions;
    private final Accounts accounts;
    private final Clock clock;

    Application(Clock clock) {
        this.clock = clock;
        this.sessions = new Sessions(clock);
        this.accounts = new Accounts(database.create(Accounts.TABLE, Accounts.COLUMNS));
    }

    Counters counters() {
        return counters;
    }

    FileTree files() {
        return files;
    }

    Database database() {
        return database;
    }

    Sessions sessions() {
        return sessions;
    }

    Accounts accounts() {
        return accounts;
    }

    long now() {
        return clock.millis();
    }
}
