/** Pages for people: where a user connects an account. Plain HTML without script; what is shown is escaped by its template. */
@NullMarked
package dev.patchbay.gateway.web;

import org.jspecify.annotations.NullMarked;
