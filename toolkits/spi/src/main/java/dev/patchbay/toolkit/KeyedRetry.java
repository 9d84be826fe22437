package dev.patchbay.toolkit;

/**
 * What makes repeating a create safe: a key the caller chose, which the service accepts once. Without the key in the
 * arguments the call is sent at most once. With it, an attempt that broke or ended in a status of 500 or above is repeated,
 * and a {@code conflict} then means that an earlier attempt took effect: the object is looked up instead.
 *
 * @param argument holds the key
 * @param conflict the HTTP status that says the key is taken
 * @param lookup finds the object by the same arguments
 * @param list member of the look-up's answer whose first element is the result
 */
public record KeyedRetry(String argument, int conflict, RequestTemplate lookup, String list) {}
