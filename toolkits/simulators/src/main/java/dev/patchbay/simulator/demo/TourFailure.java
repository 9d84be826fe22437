package dev.patchbay.simulator.demo;

/** A step that did not work, with what the gateway said. */
final class TourFailure extends Exception {
    private static final int SHOWN = 2000;

    TourFailure(String what) {
        super(what);
    }

    TourFailure(String what, int status, String answer) {
        super(what + ": the gateway answered " + status + "\n    "
                + (answer.length() > SHOWN ? answer.substring(0, SHOWN) + "…" : answer));
    }
}
