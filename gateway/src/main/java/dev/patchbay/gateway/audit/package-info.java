/** What was done for whom: the intent of every call before it is sent, its outcome after. */
@NullMarked
package dev.patchbay.gateway.audit;

import org.jspecify.annotations.NullMarked;
