package dev.patchbay.catalog.search;

import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.ToolkitSlug;

/**
 * A tool that was found.
 *
 * @param score how much of the request it answers, from 0 to 1. Of a request in several steps, how much of its step, so that the
 *     order of hits is not always that of their scores
 */
public record Hit(ToolSlug slug, ToolkitSlug toolkit, double score) {}
