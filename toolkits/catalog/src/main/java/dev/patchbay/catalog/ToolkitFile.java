package dev.patchbay.catalog;

import dev.patchbay.toolkit.ConnectionForm;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.Toolkit.ErrorFormat;
import dev.patchbay.toolkit.ToolkitSlug;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A {@code toolkit.yaml}.
 *
 * @param tools the entries that name the tool files
 * @param synonyms words of the toolkit, each with words that people say instead
 */
record ToolkitFile(Toolkit toolkit, List<Entry> tools, Map<String, List<String>> synonyms) {
    private static final Pattern VERSION = Pattern.compile("[0-9]{8}_[0-9]{2}");
    private static final Pattern FILE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    static ToolkitFile read(Entry root, ToolkitSlug slug) {
        var members = root.members(
                "toolkit",
                "title",
                "about",
                "version",
                "documentation",
                "categories",
                "connect",
                "errors",
                "failures",
                "probe",
                "synonyms",
                "tools");
        var name = members.get("toolkit");
        if (!name.text().equals(slug.value())) {
            name.refuse("`toolkit` must be `" + slug + "`, as its folder and META-INF/patchbay/toolkit say");
        }
        var forms = connections(members.get("connect"));
        var toolkit = new Toolkit(
                slug,
                members.get("title").text(),
                members.get("about").text(),
                version(members.get("version")),
                members.find("documentation").map(HttpsUrl::page),
                members.find("categories").map(ToolkitFile::categories).orElse(List.of()),
                forms,
                errors(members.get("errors")),
                Failures.read(members.find("failures")),
                members.find("probe").map(probe -> ProbeFile.read(probe, forms)));
        return new ToolkitFile(
                toolkit,
                tools(members.get("tools")),
                members.find("synonyms").map(SynonymFile::read).orElse(Map.of()));
    }

    private static String version(Entry entry) {
        var version = entry.text();
        if (!VERSION.matcher(version).matches() || !isDate(version.substring(0, 8))) {
            entry.refuse("`version` must be a date and a number, such as \"20260615_00\"");
        }
        return version;
    }

    private static boolean isDate(String digits) {
        try {
            LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE);
            return true;
        } catch (DateTimeException _) {
            return false;
        }
    }

    private static List<String> categories(Entry categories) {
        return categories.items().stream().map(Entry::text).toList();
    }

    private static List<ConnectionForm> connections(Entry connect) {
        var forms = connect.entries();
        if (forms.isEmpty()) {
            connect.refuse("`connect` must name at least one way to connect");
        }
        return forms.entrySet().stream()
                .map(form -> FormFile.read(form.getKey(), form.getValue()))
                .toList();
    }

    private static ErrorFormat errors(Entry errors) {
        var members = errors.members("message", "code", "insideSuccess", "busy");
        if (members.find("busy").isPresent() && members.find("code").isEmpty()) {
            errors.refuse("`busy` lists values of the member that `code` names, which is missing");
        }
        return new ErrorFormat(
                members.get("message").text(),
                members.find("code").map(Entry::text),
                members.find("insideSuccess").map(Entry::flag).orElse(false),
                members.find("busy")
                        .map(busy -> busy.items().stream().map(Entry::text).collect(Collectors.toSet()))
                        .orElse(Set.of()));
    }

    private static List<Entry> tools(Entry list) {
        var files = list.items();
        if (files.isEmpty()) {
            list.refuse("`tools` must name at least one file");
        }
        var seen = new HashSet<String>();
        return files.stream().filter(file -> isTool(file, seen)).toList();
    }

    private static boolean isTool(Entry file, Set<String> seen) {
        var name = file.text();
        if (!FILE.matcher(name).matches()) {
            file.refuse("a tool file is named in lower case with hyphens and without its ending, such as create-batch");
            return false;
        }
        if (!seen.add(name)) {
            file.refuse("`" + name + "` is listed twice");
            return false;
        }
        return true;
    }
}
