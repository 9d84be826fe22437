package dev.patchbay.catalog.search;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts a request at the words that join one step to the next. */
final class Steps {
    private static final Pattern JOINT = Pattern.compile(
            "(?i)[;,|]|&&|[.!?:](\\s|$)|\\s[-–—]>?\\s|->|\\n|\\b(and|then|afterwards?|after that|finally|next|before|once|plus|also|first(?! (item|element|entry|one)))\\b");

    /** Enough for any request a tool list can answer; more would be a text and no request. */
    private static final int MOST = 8;

    private Steps() {}

    /** The parts that ask for an action of their own; none where the request has fewer than two. */
    static List<Request> of(String useCase, CommonWords common) {
        var parts = Arrays.stream(JOINT.split(useCase, 0))
                .filter(part -> common.aim(part) != Aim.UNKNOWN)
                .map(part -> Request.of(part, common))
                .filter(part -> !part.isEmpty())
                .limit(MOST)
                .toList();
        return parts.size() < 2 ? List.of() : parts;
    }
}
