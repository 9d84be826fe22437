/** Requests that are carried out once, however often they are sent: a key that the sender chose, and the first answer. */
@NullMarked
package dev.patchbay.authstore.request;

import org.jspecify.annotations.NullMarked;
