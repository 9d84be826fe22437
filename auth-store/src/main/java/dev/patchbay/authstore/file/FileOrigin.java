package dev.patchbay.authstore.file;

import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.ToolkitSlug;

/** The tool that a file was uploaded for. */
public record FileOrigin(ToolkitSlug toolkit, ToolSlug tool) {}
