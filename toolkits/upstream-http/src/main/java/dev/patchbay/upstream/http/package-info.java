/**
 * Turns a tool and checked arguments into HTTP requests, nearly always one, and what the service answers into an outcome.
 *
 * <p>{@link dev.patchbay.upstream.http.HttpUpstream} is the way in. It knows the language of tool files and nothing of any
 * service: an oddity of one service is a keyword everybody may use, or it is not here. It holds no state, opens no socket
 * and sees no credential; {@link dev.patchbay.toolkit.Egress} does the sending.
 *
 * <p>Arguments are data. Each is encoded for its place, so that it can change the value meant for it and nothing else:
 * neither the address, nor the number of path segments, nor another parameter, header or member. What cannot be encoded
 * that way is refused before anything is sent, and the argument is named.
 */
@NullMarked
package dev.patchbay.upstream.http;

import org.jspecify.annotations.NullMarked;
