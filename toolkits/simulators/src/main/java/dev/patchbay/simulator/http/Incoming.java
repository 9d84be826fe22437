package dev.patchbay.simulator.http;

import java.util.List;
import java.util.Map;

/**
 * One request off the wire, before anything is decoded.
 *
 * @param target the request target exactly as sent
 * @param headers names in lower case
 * @param last whether the connection ends after the answer
 */
record Incoming(String method, String target, Map<String, List<String>> headers, Body body, boolean last) {
    Incoming {
        headers = Map.copyOf(headers);
    }

    /** The target without query; the scheme and host that a client puts before it when it speaks to a proxy are cut off. */
    String rawPath() {
        String target = originForm();
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    String rawQuery() {
        String target = originForm();
        int query = target.indexOf('?');
        return query < 0 ? "" : target.substring(query + 1);
    }

    private String originForm() {
        if (target.startsWith("/")) {
            return target;
        }
        int authority = target.indexOf("://");
        int path = authority < 0 ? -1 : target.indexOf('/', authority + 3);
        return path < 0 ? "/" : target.substring(path);
    }
}
