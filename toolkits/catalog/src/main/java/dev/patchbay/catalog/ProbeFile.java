package dev.patchbay.catalog;

import dev.patchbay.toolkit.ConnectionForm;
import dev.patchbay.toolkit.Probe;
import java.util.HashSet;
import java.util.List;

/** Reads the {@code probe} of a toolkit: a GET without arguments. */
final class ProbeFile {
    private ProbeFile() {}

    static Probe read(Entry probe, List<ConnectionForm> forms) {
        var members = probe.members("get", "query", "door", "anonymous", "refused");
        var request = RequestFile.read(probe, members);
        request.uses()
                .forEach(use -> use.entry()
                        .refuse("a probe has no arguments; write `{ const: … }` in `query` and no braces in the path"));
        DoorNames.check(members.find("door"), forms);
        var statuses = new HashSet<Integer>();
        var codes = new HashSet<String>();
        var refused = members.get("refused");
        refused.texts();
        refused.items().forEach(item -> RefusalKeys.read(item.json().asText(), item, statuses::add, codes::add));
        return new Probe(request.template(), statuses, codes);
    }
}
