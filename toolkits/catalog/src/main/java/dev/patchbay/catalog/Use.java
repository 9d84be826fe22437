package dev.patchbay.catalog;

import java.util.List;

/** That a request uses an argument, and where it says so. */
record Use(String argument, Place place, Entry entry) {

    enum Place {
        PATH,
        QUERY,
        HEADER,
        BODY,
        /** An object whose members are put beside others. */
        SPREAD,
        /** A list whose elements become objects. */
        LIST,
        /** A part of a multipart body that is a file. */
        FILE
    }

    /** Notes the argument that {@code entry} names, and gives its name. */
    static String of(Entry entry, Place place, List<Use> uses) {
        var name = entry.text();
        if (!name.isBlank()) {
            uses.add(new Use(name, place, entry));
        }
        return name;
    }
}
