/**
 * What passes between requests of one client: answers that wait for the node which asked, and states that the client carries
 * itself and cannot read.
 */
@NullMarked
package dev.patchbay.authstore.exchange;

import org.jspecify.annotations.NullMarked;
