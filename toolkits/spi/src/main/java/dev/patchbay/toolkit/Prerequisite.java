package dev.patchbay.toolkit;

/**
 * Something to be had before a tool can be called; where the schema leaves the argument optional, only for a call that gives it. Several
 * of one argument are alternatives.
 *
 * @param argument the argument of the tool that takes it
 * @param what it is, in a few words for a model, e.g. {@code a project name}
 * @param from the tool of the same toolkit that gives or makes it
 */
public record Prerequisite(String argument, String what, ToolSlug from) {}
