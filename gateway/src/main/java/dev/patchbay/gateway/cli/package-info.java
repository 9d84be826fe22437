/** {@code ./patchbay admin}: a thin client of the administration, run as a process of its own. The gateway knows nothing of it. */
@NullMarked
package dev.patchbay.gateway.cli;

import org.jspecify.annotations.NullMarked;
