package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Routes;
import java.util.stream.Stream;

/** File storage: list, count, create directory. */
final class FileRoutes {
    private static final int PAGE = 100;

    private FileRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("GET", "/files/**", FileRoutes::read);
        routes.add("POST", "/files/**", FileRoutes::createDirectory);
    }

    private static Answer read(Call call) {
        return switch (call.query().first("action").orElse("list")) {
            case "count" -> count(call);
            case "exists" ->
                Answer.json(200, BooleanNode.valueOf(call.application().files().exists(call.rest())));
            case "list" -> list(call);
            default -> throw Refusal.noSuchRoute("GET", call.request().rawPath());
        };
    }

    private static Answer list(Call call) {
        String root = call.request().origin() + call.base() + "/files";
        var page = Json.array();
        matching(call)
                .skip(number(call, "offset", 0, 0))
                .limit(number(call, "pagesize", PAGE, 1))
                .forEach(entry -> page.add(entry.json(root)));
        return Answer.json(200, page);
    }

    private static Answer count(Call call) {
        boolean directories = flag(call, "countDirectories");
        return Answer.json(
                200,
                LongNode.valueOf(matching(call)
                        .filter(entry -> directories || entry.kind() == FileEntry.Kind.FILE)
                        .count()));
    }

    private static Stream<FileEntry> matching(Call call) {
        var files = call.application().files();
        return (flag(call, "sub") ? files.below(call.rest()) : files.directlyIn(call.rest()))
                .filter(NamePattern.of(call.query().first("pattern").orElse("*")));
    }

    private static Answer createDirectory(Call call) {
        if (!call.request().body().isEmpty()) {
            throw Refusal.noSuchRoute("POST", "files with a body (upload is not simulated yet)");
        }
        for (String name : call.rest()) {
            if (name.equals(".") || name.equals("..") || name.matches(".*['\"<>%].*")) {
                throw Refusal.of(Codes.FORBIDDEN_CHARACTERS, "Path contains prohibited characters");
            }
        }
        call.application()
                .files()
                .createDirectory(call.rest(), call.application().now());
        return Answer.empty(200);
    }

    private static boolean flag(Call call, String name) {
        return call.query().first(name).filter("true"::equalsIgnoreCase).isPresent();
    }

    private static int number(Call call, String name, int otherwise, int min) {
        try {
            int value = Integer.parseInt(call.query().first(name).orElse(String.valueOf(otherwise)));
            if (value >= min) {
                return value;
            }
        } catch (NumberFormatException _) {
            // falls through to the one refusal
        }
        throw Refusal.of(Codes.MALFORMED, "Parameter " + name + " must be a whole number, at least " + min);
    }
}
