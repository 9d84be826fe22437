package dev.patchbay.simulator.backendless;

import java.util.List;

/** Positions in a list, as Redis counts them: negative ones from the end, both ends of a range included. */
final class Ranges {
    private Ranges() {}

    static <T> List<T> range(List<T> list, long from, long to) {
        long first = Math.max(0, from < 0 ? list.size() + from : from);
        long last = Math.min(list.size() - 1L, to < 0 ? list.size() + to : to);
        return first > last ? List.of() : list.subList((int) first, (int) last + 1);
    }

    /** The element there; an empty list when there is none. */
    static <T> List<T> at(List<T> list, long index) {
        long position = index < 0 ? list.size() + index : index;
        return position < 0 || position >= list.size() ? List.of() : List.of(list.get((int) position));
    }
}
