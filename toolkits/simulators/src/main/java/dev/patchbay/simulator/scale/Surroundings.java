package dev.patchbay.simulator.scale;

import java.time.Clock;

/** What all environments of a simulator share. */
record Surroundings(Clock clock, Switches switches, Callbacks callbacks) {}
