package dev.patchbay.catalog;

/** That a request uses an argument, and where it says so. */
record Use(String argument, Place place, Entry entry) {

    enum Place {
        PATH,
        QUERY,
        HEADER,
        BODY
    }
}
