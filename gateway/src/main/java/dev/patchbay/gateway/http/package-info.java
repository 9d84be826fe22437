/** What every HTTP answer has in common: a request id, one log line, and one place that turns what went wrong into an answer. */
@NullMarked
package dev.patchbay.gateway.http;

import org.jspecify.annotations.NullMarked;
