/**
 * What the tool files of Backendless cannot say: an address that depends on its length, arguments with several spellings, and
 * timers, which the service knows by id while callers know them by name. The requests are still data, the steps of the tool
 * files; only {@link java.util.ServiceLoader} calls the constructors.
 */
@NullMarked
package dev.patchbay.backendless;

import org.jspecify.annotations.NullMarked;
