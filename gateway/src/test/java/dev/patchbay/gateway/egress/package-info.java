@NullMarked
package dev.patchbay.gateway.egress;

import org.jspecify.annotations.NullMarked;
