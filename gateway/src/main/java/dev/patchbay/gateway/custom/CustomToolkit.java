package dev.patchbay.gateway.custom;

import java.util.List;
import java.util.Optional;

/**
 * Tools that a caller brings along as one service. It needs no connection.
 *
 * @param preload its owner's own note, echoed
 */
public record CustomToolkit(
        String slug, String name, String description, Optional<Boolean> preload, List<CustomTool> tools) {

    public CustomToolkit {
        tools = List.copyOf(tools);
    }
}
