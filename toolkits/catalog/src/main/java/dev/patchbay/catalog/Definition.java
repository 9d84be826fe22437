package dev.patchbay.catalog;

import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.Toolkit;
import java.util.List;

/**
 * A toolkit together with its tools.
 *
 * @param tools in the order lists show them
 */
public record Definition(Toolkit toolkit, List<Tool> tools) {

    public Definition {
        tools = List.copyOf(tools);
    }
}
