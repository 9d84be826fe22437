/**
 * Keys that somebody found where they do not belong. {@code LeakReports} takes them from anybody, {@code LeakedKeys} revokes
 * those that are whole and valid.
 */
@NullMarked
package dev.patchbay.gateway.leaks;

import org.jspecify.annotations.NullMarked;
