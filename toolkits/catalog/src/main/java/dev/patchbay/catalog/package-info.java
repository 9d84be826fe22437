/**
 * From tool files to an immutable {@link dev.patchbay.catalog.Catalog}, and from a caller's arguments to checked ones.
 *
 * <p>{@link dev.patchbay.catalog.StrictYaml} reads text into JSON that remembers its lines.
 * {@link dev.patchbay.catalog.ToolkitReader} turns the files of one toolkit into SPI records and lints them in the same
 * walk: whatever is wrong becomes a {@link dev.patchbay.catalog.Problem} with file and line, and reading goes on, so that
 * one run names everything. The language itself is described in {@code docs/guides/tool-files.md}.
 *
 * <p>{@link dev.patchbay.catalog.ArgumentCheck} is what a call meets at run time.
 */
@NullMarked
package dev.patchbay.catalog;

import org.jspecify.annotations.NullMarked;
