package dev.patchbay.gateway.policy;

import dev.patchbay.toolkit.ToolSlug;
import java.util.List;

/** Which app tools the session lists directly, beside the meta tools. */
public sealed interface Preload {

    /** Everything the session's rules admit. */
    record All() implements Preload {}

    /** These, in this order. */
    record Listed(List<ToolSlug> tools) implements Preload {
        public Listed {
            tools = List.copyOf(tools);
        }
    }
}
