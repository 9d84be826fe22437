/** What is done from time to time and not because somebody asks. */
@NullMarked
package dev.patchbay.gateway.upkeep;

import org.jspecify.annotations.NullMarked;
