package dev.patchbay.gateway.results;

import java.util.stream.IntStream;

/** Picks places evenly, always the same: the first, the last and those between. */
final class Spread {
    private Spread() {}

    static IntStream over(int size, int most) {
        return size <= most || size == 0
                ? IntStream.range(0, size)
                : IntStream.range(0, most).map(i -> most == 1 ? 0 : (int) ((long) i * (size - 1) / (most - 1)));
    }
}
