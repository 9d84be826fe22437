package dev.patchbay.gateway.mcp.state;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGConnection;

/**
 * Short texts from node to node, by PostgreSQL's NOTIFY. They tell where to look and carry nothing themselves: everybody who may
 * connect to the database may hear and send them.
 *
 * <p>Each node listens on a connection of its own outside the pool and opens it again after a second when it is lost. What is
 * sent meanwhile is not heard, and behind a pooler that hands on statements instead of sessions nothing is: whoever waits must
 * look for himself as well.
 */
@ApplicationScoped
class Signals {
    private static final Logger LOG = Logger.getLogger(Signals.class);
    private static final String CHANNEL = "patchbay_mcp";
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** After so long without a signal the server is asked whether it is still there. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private static final String SECONDS_FOR_AN_ANSWER = "5";

    private final TenantTransactions transactions;
    private final EntityManager database;
    private final Optional<String> url;
    private final Optional<String> user;
    private final Optional<String> password;
    private volatile boolean stopped;
    private volatile boolean listening;
    private volatile @Nullable Thread thread;

    Signals(
            TenantTransactions transactions,
            EntityManager database,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") Optional<String> url,
            @ConfigProperty(name = "quarkus.datasource.username") Optional<String> user,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
        this.transactions = transactions;
        this.database = database;
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** Goes with the present transaction of the tenant, or one of its own; heard once it has committed, here as well. */
    void send(TenantId tenant, String text) {
        transactions.run(
                tenant,
                () -> database.createNativeQuery("SELECT 1 FROM pg_notify(?1, ?2)")
                        .setParameter(1, CHANNEL)
                        .setParameter(2, text)
                        .getSingleResult());
    }

    /** From now on the hearer gets every signal. It must be quick: others wait behind it. Called once. */
    void hear(Consumer<String> hearer) {
        if (url.isPresent()) {
            thread = Thread.ofVirtual().name("mcp-signals").start(() -> stayConnected(url.get(), hearer));
        }
    }

    /** Whether signals that are sent now will be heard. */
    boolean isListening() {
        return listening;
    }

    @PreDestroy
    void stop() {
        stopped = true;
        var hearing = thread;
        if (hearing != null) {
            hearing.interrupt(); // a virtual thread that waits for its socket is woken by it
        }
    }

    private void stayConnected(String address, Consumer<String> hearer) {
        var told = false;
        while (!stopped) {
            try (var connection = new Driver().connect(address, access())) {
                if (connection == null) {
                    LOG.warn("signals of other nodes are not heard: the database's address is not PostgreSQL's own");
                    return;
                }
                told = false;
                listen(connection, hearer);
            } catch (SQLException | RuntimeException lost) { // whatever it was, the next round must come
                if (!stopped && !told) {
                    LOG.warnf("signals of other nodes are not heard until the database answers: %s", lost.getMessage());
                    told = true;
                }
            } finally {
                listening = false;
            }
            pause();
        }
    }

    private Properties access() {
        var access = new Properties();
        user.ifPresent(name -> access.setProperty("user", name));
        password.ifPresent(secret -> access.setProperty("password", secret));
        access.setProperty("ApplicationName", "patchbay signals");
        access.setProperty("connectTimeout", SECONDS_FOR_AN_ANSWER);
        access.setProperty("socketTimeout", SECONDS_FOR_AN_ANSWER);
        access.setProperty("logServerErrorDetail", "false"); // as in the pool
        return access;
    }

    private void listen(Connection connection, Consumer<String> hearer) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("LISTEN " + CHANNEL);
            listening = true;
            var signals = connection.unwrap(PGConnection.class);
            while (!stopped) {
                var heard = signals.getNotifications(Math.toIntExact(SILENCE.toMillis()));
                if (heard == null || heard.length == 0) {
                    statement.execute("SELECT 1");
                    continue;
                }
                for (var signal : heard) {
                    hearer.accept(signal.getParameter());
                }
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException ending) {
            stopped = true;
        }
    }
}
