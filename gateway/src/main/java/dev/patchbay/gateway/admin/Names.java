package dev.patchbay.gateway.admin;

import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.json.Members;
import dev.patchbay.gateway.rest.Bodies;

/** The name that an operator gives something. */
final class Names {
    private static final int LONGEST = 100;

    private Names() {}

    /** Ends the request if the name is missing, or anything else of the body was wrong. */
    static String required(Members members) {
        var name = members.text("name", LONGEST);
        Bodies.check(members);
        return name.orElseThrow(() -> ApiError.invalid("name: missing; it says for people what this is"));
    }
}
