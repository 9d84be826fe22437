package dev.patchbay.simulator.backendless.where;

/** One item of a column list: what to take and how to call it. */
public record Selection(Operand operand, String name) {}
