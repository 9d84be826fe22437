package dev.patchbay.authstore.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Changes to an auth config; what is empty stays as it is.
 *
 * @param toolAccessConfig members to replace; those it does not have stay, because SDKs send an empty object with every change
 */
public record AuthConfigPatch(
        Optional<String> name, Optional<ObjectNode> toolAccessConfig, Optional<Boolean> enabledForToolRouter) {}
