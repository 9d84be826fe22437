/** The session tables; domain records go in and out. */
@NullMarked
package dev.patchbay.gateway.session.jpa;

import org.jspecify.annotations.NullMarked;
