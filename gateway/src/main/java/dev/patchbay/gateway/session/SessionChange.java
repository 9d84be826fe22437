package dev.patchbay.gateway.session;

import java.util.List;

/** How making or changing a session ended. */
public sealed interface SessionChange {

    record Changed(Session session) implements SessionChange {}

    /** Nothing was changed; every problem with its place. */
    record Invalid(List<String> problems) implements SessionChange {}

    /** Someone else changed the session first; it now has this version. */
    record Outdated(int version) implements SessionChange {}

    record Absent() implements SessionChange {}
}
