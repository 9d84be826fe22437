@NullMarked
package dev.patchbay.upstream.http;

import org.jspecify.annotations.NullMarked;
