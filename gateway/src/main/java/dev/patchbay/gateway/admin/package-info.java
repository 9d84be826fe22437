/** The administration of the installation: across tenants, with an operator's key, and never a way to what tenants keep. */
@NullMarked
package dev.patchbay.gateway.admin;

import org.jspecify.annotations.NullMarked;
