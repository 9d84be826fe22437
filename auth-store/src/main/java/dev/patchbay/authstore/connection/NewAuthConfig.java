package dev.patchbay.authstore.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.ToolkitSlug;

/** An auth config to be made; it begins enabled. */
public record NewAuthConfig(
        ToolkitSlug toolkit,
        String name,
        String authScheme,
        ObjectNode toolAccessConfig,
        boolean enabledForToolRouter) {}
