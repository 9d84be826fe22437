package dev.patchbay.simulator.backendless;

import dev.patchbay.simulator.backendless.FileAccess.Right;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Routes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * File storage, all but uploads: list, count, read, copy, move, rename, delete, permissions. The operation names are routes of
 * their own, so a directory of such a name in the root cannot be reached.
 */
final class FileRoutes {
    private static final int PAGE = 100;

    private FileRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("PUT", "/files/copy", FileRoutes::copy);
        routes.add("PUT", "/files/move", FileRoutes::move);
        routes.add("PUT", "/files/rename", FileRoutes::rename);
        routes.add("PUT", "/files/permissions/{effect}/{path}", FileRoutes::permit);
        routes.add("GET", "/files/**", FileRoutes::read);
        routes.add("DELETE", "/files/**", FileRoutes::delete);
    }

    private static Answer read(Call call) {
        FileAccess.require(call, Right.READ, call.rest());
        var there = files(call).visible(call.rest());
        return switch (call.query().first("action").orElse("list")) {
            case "count" -> count(call);
            case "exists" -> Call.answer(call.rest().isEmpty() || there.isPresent());
            case "list" ->
                there.filter(entry -> entry.kind() == FileEntry.Kind.FILE)
                        .map(FileRoutes::content)
                        .orElseGet(() -> list(call));
            default -> throw Refusal.noSuchRoute("GET", call.request().rawPath());
        };
    }

    private static Answer content(FileEntry file) {
        return new Answer(200, Map.of("Content-Type", "application/octet-stream"), file.content());
    }

    private static Answer list(Call call) {
        var options = call.application().options();
        String pattern = call.query().first("pattern").orElse("*");
        var page = Json.array();
        matching(
                        call,
                        options.is(Option.LISTING_PATTERN, "glob")
                                ? NamePattern.glob(pattern)
                                : NamePattern.prefixed(pattern))
                .skip(atLeast(call, "offset", 0, 0))
                .limit(atLeast(call, "pagesize", PAGE, 1))
                .forEach(entry -> page.add(entry.json(FilePaths.root(call), options)));
        return Call.answer(page);
    }

    private static Answer count(Call call) {
        boolean directories = call.flag("countDirectories");
        return Call.answer(matching(
                        call, NamePattern.prefixed(call.query().first("pattern").orElse("*")))
                .filter(entry -> directories || entry.kind() == FileEntry.Kind.FILE)
                .count());
    }

    private static Stream<FileEntry> matching(Call call, Predicate<String> name) {
        return (call.flag("sub") ? files(call).below(call.rest()) : files(call).directlyIn(call.rest()))
                .filter(entry -> name.test(entry.name()));
    }

    private static Answer copy(Call call) {
        List<String> source = source(call, call.required("sourcePath"));
        List<String> target = target(call, source);
        FileAccess.require(call, Right.READ, source);
        FileAccess.require(call, Right.WRITE, target);
        files(call).copy(source, target);
        return FilePaths.answer(call, target);
    }

    private static Answer move(Call call) {
        List<String> source = source(call, call.required("sourcePath"));
        List<String> target = target(call, source);
        FileAccess.require(call, Right.DELETE, source);
        FileAccess.require(call, Right.WRITE, target);
        files(call).move(source, target);
        return FilePaths.answer(call, target);
    }

    private static Answer rename(Call call) {
        List<String> source = source(call, call.required("oldPathName"));
        var target = new ArrayList<>(source.subList(0, source.size() - 1));
        target.addAll(FilePaths.parse(call.required("newName")));
        FileAccess.require(call, Right.WRITE, source);
        free(call, target);
        files(call).move(source, target);
        return FilePaths.answer(call, target);
    }

    private static List<String> source(Call call, String path) {
        List<String> source = FilePaths.parse(path);
        if (source.isEmpty() || files(call).find(source).isEmpty()) {
            throw Refusal.of(Codes.SOURCE_NOT_FOUND, "No such resource");
        }
        return source;
    }

    /** The target is a directory; what is copied keeps its name in it. */
    private static List<String> target(Call call, List<String> source) {
        var target = new ArrayList<>(FilePaths.parse(call.required("targetPath")));
        target.add(source.getLast());
        free(call, target);
        // A directory put into itself would have no end.
        if (target.size() > source.size() && target.subList(0, source.size()).equals(source)) {
            throw Refusal.of(Codes.FILE_EXISTS, "Target is inside the source: " + FileEntry.url(target));
        }
        return target;
    }

    private static void free(Call call, List<String> target) {
        if (files(call).find(target).isPresent()) {
            throw Refusal.of(Codes.FILE_EXISTS, "Target exists: " + FileEntry.url(target));
        }
    }

    private static Answer delete(Call call) {
        if (call.rest().isEmpty() || files(call).find(call.rest()).isEmpty()) {
            throw Refusal.of(Codes.FILE_NOT_FOUND, "No such file or directory");
        }
        FileAccess.require(call, Right.DELETE, call.rest());
        long removed = files(call).remove(call.rest());
        return call.application().options().is(Option.DELETE_ANSWER, "count") ? Call.answer(removed) : Call.nothing();
    }

    private static Answer permit(Call call) {
        List<String> path = FilePaths.parse(call.path("path"));
        String right = call.required("permission");
        if (!right.equals(AccessRules.ANY)
                && Arrays.stream(Right.values()).noneMatch(known -> known.name().equals(right))) {
            throw Refusal.of(Codes.MALFORMED, "Permission " + right + " is not known");
        }
        call.application()
                .access()
                .put(FileAccess.resource(path), right, PermissionRoutes.subject(call), PermissionRoutes.effect(call));
        return Call.nullAnswer();
    }

    private static FileTree files(Call call) {
        return call.application().files();
    }

    private static long atLeast(Call call, String name, long otherwise, long min) {
        long value = call.number(name).orElse(otherwise);
        if (value < min) {
            throw Refusal.of(Codes.MALFORMED, "Parameter " + name + " must be at least " + min);
        }
        return value;
    }
}
