/**
 * Tools that a caller brings along with a request and runs itself (wire contract 4.7). The server checks them, gives them their
 * final names and lets them be found; it neither keeps nor runs them.
 */
@NullMarked
package dev.patchbay.gateway.custom;

import org.jspecify.annotations.NullMarked;
