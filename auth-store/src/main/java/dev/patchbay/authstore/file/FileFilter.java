package dev.patchbay.authstore.file;

import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.ToolkitSlug;
import java.util.Optional;

/** Which uploads a list shows; what is empty does not restrict. */
public record FileFilter(Optional<ToolkitSlug> toolkit, Optional<ToolSlug> tool) {}
