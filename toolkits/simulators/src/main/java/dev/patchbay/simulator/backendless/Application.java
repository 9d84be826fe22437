package dev.patchbay.simulator.backendless;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Set;

/** All that one application holds. */
final class Application {
    /**
     * What names an application and opens it.
     *
     * @param hosts the hosts under which it is reached without id and key
     */
    record Identity(String id, String restKey, String cloudCodeKey, Set<String> hosts) {
        Identity {
            hosts = Set.copyOf(hosts);
        }
    }

    private final Identity identity;
    private final Clock clock;
    private final Options options;
    private final Ids ids;
    private final CallLimit limit;
    private final Counters counters = new Counters();
    private final FileTree files;
    private final Database database = new Database();
    private final AccessRules access = new AccessRules();
    private final Set<String> customRoles = new LinkedHashSet<>();
    private final Sessions sessions;
    private final Accounts accounts;
    private final Records records;
    private final Hives hives;
    private final Messages messages;
    private final Timers timers;

    Application(Identity identity, Clock clock, Options options) {
        this.identity = identity;
        this.clock = clock;
        this.options = options;
        this.ids = new Ids(options);
        this.limit = new CallLimit(clock, options);
        this.files = new FileTree(clock, options);
        this.sessions = new Sessions(clock, options);
        this.accounts = new Accounts(database.create(Accounts.TABLE, Accounts.COLUMNS), ids);
        this.records = new Records(this);
        this.hives = new Hives(clock, options);
        this.messages = new Messages(clock, ids);
        this.timers = new Timers(clock, ids);
    }

    Identity identity() {
        return identity;
    }

    Options options() {
        return options;
    }

    Ids ids() {
        return ids;
    }

    CallLimit limit() {
        return limit;
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

    AccessRules access() {
        return access;
    }

    /** The roles that the application has beyond the system's own. */
    Set<String> customRoles() {
        return customRoles;
    }

    Sessions sessions() {
        return sessions;
    }

    Accounts accounts() {
        return accounts;
    }

    Records records() {
        return records;
    }

    Hives hives() {
        return hives;
    }

    Messages messages() {
        return messages;
    }

    Timers timers() {
        return timers;
    }

    long now() {
        return clock.millis();
    }
}
