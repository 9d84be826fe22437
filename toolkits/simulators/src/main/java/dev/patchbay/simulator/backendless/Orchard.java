package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Json;
import java.time.Clock;
import java.util.List;

/** The invented application every example starts from. Its id, key and passwords open nothing but this simulator. */
public final class Orchard {
    public static final String APPLICATION_ID = "0C4A2B1E-7D35-4F90-8A61-3E5D9B7C2F10";
    public static final String REST_API_KEY = "9F1D6E42-58B3-4C07-A2E9-61D4C8B07A35";

    /** The clock at start, in milliseconds. */
    public static final long NOW = 1_760_000_000_000L;

    public static final String IDA = "ida@orchard.test";
    public static final String IDAS_PASSWORD = "Ringo-88!";
    public static final String TOM = "tom@orchard.test";
    public static final String TOMS_PASSWORD = "Plum-77!";

    private static final long EARLIER = 1_759_990_000_000L;

    private Orchard() {}

    static Application plant(Clock clock) {
        var application = new Application(clock);
        application.counters().set("visits", 41);
        files(application.files());
        tables(application.database());
        application.accounts().add(EARLIER, Json.object().put("email", IDA).put("name", "Ida"), IDAS_PASSWORD);
        application.accounts().add(EARLIER, Json.object().put("email", TOM).put("name", "Tom"), TOMS_PASSWORD);
        return application;
    }

    private static void files(FileTree files) {
        files.addFile(List.of("reports", "2025 q1.txt"), 12, EARLIER);
        files.addFile(List.of("reports", "übersicht.pdf"), 40, EARLIER);
        files.addFile(List.of("reports", "archive", "old.txt"), 5, EARLIER);
        files.addFile(List.of("web", "index.html"), 20, EARLIER);
    }

    private static void tables(Database database) {
        var orchard = database.create("Orchard", List.of("name", "trees", "price", "organic", "planted", "note"));
        orchard.add("O-1", EARLIER, estate("Lindqvist's Hill", 120, 9.5, true).put("planted", 1_704_067_200_000L));
        orchard.add("O-2", EARLIER, estate("Bergen Slope", 80, 7.25, false));
        orchard.add("O-3", EARLIER, estate("Rosendal", 120, 11, true));
        var row = database.create("Row", List.of("label"));
        row.add("R-1", EARLIER, Json.object().put("label", "A"));
        row.add("R-2", EARLIER, Json.object().put("label", "B"));
        row.add("R-3", EARLIER, Json.object().put("label", "C"));
        orchard.relate("rows", "Row");
        orchard.link("rows", "O-1", List.of("R-1", "R-2", "R-3"));
    }

    private static ObjectNode estate(String name, int trees, double price, boolean organic) {
        return Json.object()
                .put("name", name)
                .put("trees", trees)
                .put("price", price)
                .put("organic", organic);
    }
}
