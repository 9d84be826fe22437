package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Body;
import dev.patchbay.simulator.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** What there is at the beginning, written as JSON; {@code orchard.json} shows the whole form. */
final class Seed {
    private static final String FILE = "orchard.json";

    private final JsonNode seed;

    private Seed(JsonNode seed) {
        this.seed = seed;
    }

    /** The invented application that every example starts from. */
    static Seed orchard() {
        try (var in = Seed.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Throws {@link IllegalArgumentException} when that is not a seed. */
    static Seed of(String text) {
        var seed = Json.parse(text).orElseThrow(() -> new IllegalArgumentException("The seed is not JSON"));
        if (seed.path("applications").isEmpty()) {
            throw new IllegalArgumentException("The seed has no applications");
        }
        return new Seed(seed);
    }

    Cloud plant(Clock clock, Options options) {
        var cloud = new Cloud(options);
        for (JsonNode developer : seed.path("developers")) {
            cloud.add(new Cloud.Developer(
                    developer.path("login").asText(),
                    developer.path("password").asText(),
                    developer.path("authKey").asText()));
        }
        for (JsonNode given : seed.path("applications")) {
            var application = new Application(identity(given), clock, options);
            fill(application, given);
            cloud.add(application);
        }
        return cloud;
    }

    private static Application.Identity identity(JsonNode given) {
        Set<String> hosts = texts(given.path("hosts")).stream().collect(Collectors.toUnmodifiableSet());
        return new Application.Identity(
                given.path("id").asText(),
                given.path("restKey").asText(),
                given.path("cloudCodeKey").asText(),
                hosts);
    }

    private static void fill(Application application, JsonNode given) {
        application.customRoles().addAll(texts(given.path("roles")));
        given.path("counters")
                .properties()
                .forEach(counter -> application
                        .counters()
                        .set(counter.getKey(), counter.getValue().asLong()));
        given.path("hives").properties().forEach(hive -> hive(application, hive.getKey(), hive.getValue()));
        given.path("files").forEach(file -> file(application, file));
        given.path("tables").forEach(table -> table(application, table));
        given.path("tables").forEach(table -> links(application, table));
        given.path("users").forEach(user -> user(application, user));
    }

    private static void hive(Application application, String name, JsonNode given) {
        Hive hive = application.hives().create(name);
        given.path("map")
                .properties()
                .forEach(map -> hive.maps().open(map.getKey()).setAll((ObjectNode) map.getValue()));
        given.path("list")
                .properties()
                .forEach(list -> hive.lists()
                        .open(list.getKey())
                        .addAll(StreamSupport.stream(((ArrayNode) list.getValue()).spliterator(), false)
                                .toList()));
    }

    /** The content does not matter: so many times the letter x. */
    private static void file(Application application, JsonNode given) {
        application
                .files()
                .write(
                        FilePaths.parse(given.path("path").asText()),
                        Body.of("x".repeat(given.path("size").asInt())),
                        given.path("created").asLong(application.now()));
    }

    private static void table(Application application, JsonNode given) {
        var columns = new LinkedHashMap<String, ColumnType>();
        given.path("columns")
                .properties()
                .forEach(column -> columns.put(
                        column.getKey(), ColumnType.valueOf(column.getValue().asText())));
        Table table = application.database().create(given.path("name").asText(), columns);
        given.path("relations")
                .properties()
                .forEach(relation -> table.relate(
                        relation.getKey(),
                        new Table.Relation(
                                relation.getValue().path("table").asText(),
                                relation.getValue().path("many").asBoolean(true))));
        for (JsonNode row : given.path("rows")) {
            String id = row.path("objectId").asText();
            ObjectNode values = row.deepCopy();
            values.remove(List.of("objectId", "created"));
            values.remove(table.relations().keySet());
            table.add(id, row.path("created").asLong(application.now()), values);
            application.ids().taken(id);
        }
    }

    private static void links(Application application, JsonNode given) {
        Table table = application.database().table(given.path("name").asText());
        for (JsonNode row : given.path("rows")) {
            table.relations().keySet().stream()
                    .filter(row::has)
                    .forEach(column -> table.link(column, row.path("objectId").asText(), texts(row.path(column))));
        }
    }

    private static void user(Application application, JsonNode given) {
        ObjectNode properties = given.deepCopy();
        properties.remove(List.of("password", "created"));
        application
                .accounts()
                .add(
                        given.path("created").asLong(application.now()),
                        properties,
                        given.path("password").asText());
    }

    private static List<String> texts(JsonNode list) {
        return IntStream.range(0, list.size())
                .mapToObj(i -> list.get(i).asText())
                .toList();
    }
}
