package dev.patchbay.simulator.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request as it came in.
 *
 * @param origin the simulator's own address, for links in answers
 * @param rawPath the path as sent, still encoded
 * @param segments the raw path cut at its slashes and then decoded, so that an encoded slash stays inside its segment; empty
 *     segments are kept
 * @param headers names in lower case
 */
public record Request(
        String origin,
        String method,
        String rawPath,
        List<String> segments,
        String rawQuery,
        Query query,
        Map<String, List<String>> headers,
        Body body) {

    public Request {
        segments = List.copyOf(segments);
        headers = Map.copyOf(headers);
    }

    static Request read(
            String origin, String method, String rawPath, String rawQuery, Map<String, List<String>> headers, Body body)
            throws MalformedRequest {
        var segments = new ArrayList<String>();
        for (String raw : rawPath.substring(rawPath.startsWith("/") ? 1 : 0).split("/", -1)) {
            segments.add(Percent.pathSegment(raw));
        }
        return new Request(origin, method, rawPath, segments, rawQuery, Query.parse(rawQuery), headers, body);
    }

    public Optional<String> header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, List.of()).stream().findFirst();
    }
}
