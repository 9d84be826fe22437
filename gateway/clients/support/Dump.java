import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import org.postgresql.PGConnection;

/** Writes every row of every table of a database, system tables among them, as COPY does: java Dump.java ADDRESS PASSWORD-FILE. */
class Dump {
    private static final String TABLES = """
            select quote_ident(n.nspname) || '.' || quote_ident(c.relname) from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'm') and n.nspname not in ('pg_toast') order by 1""";

    public static void main(String... args) throws Exception {
        var password = Files.readString(Path.of(args[1])).strip();
        try (var connection = DriverManager.getConnection(args[0], "postgres", password);
                var statement = connection.createStatement()) {
            var tables = new ArrayList<String>();
            try (var found = statement.executeQuery(TABLES)) {
                while (found.next()) {
                    tables.add(found.getString(1));
                }
            }
            var copy = connection.unwrap(PGConnection.class).getCopyAPI();
            for (var table : tables) {
                System.out.println("-- " + table);
                copy.copyOut("copy (select * from " + table + ") to stdout", System.out);
            }
        }
    }
}
