package dev.patchbay.catalog;

import dev.patchbay.toolkit.KeyedRetry;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code retry} of a tool file.
 *
 * @param lookup the request that finds what an earlier attempt created
 */
record RetryFile(KeyedRetry retry, RequestFile lookup) {

    static RetryFile read(Entry retry, Arguments arguments, ArgumentUse uses, boolean readOnly) {
        if (readOnly) {
            retry.refuse("a readOnly tool is repeated by itself; `retry` is for creates");
        }
        var members = retry.members("key", "conflict", "lookup", "first");
        var key = arguments.named(members.get("key"));
        var lookup = members.get("lookup");
        var request = RequestFile.read(lookup, lookup.members("get", "path", "query", "headers", "door", "anonymous"));
        // Sent only when the key was given.
        uses.checkAlone(request.uses(), Set.of(key));
        return new RetryFile(
                new KeyedRetry(
                        key,
                        members.get("conflict").integer(400, 499),
                        request.template(),
                        members.get("first").text()),
                request);
    }

    static List<RequestFile> lookups(Optional<RetryFile> retry) {
        return retry.map(RetryFile::lookup).stream().toList();
    }
}
