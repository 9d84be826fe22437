package dev.patchbay.gateway.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.ToolkitSlug;
import java.util.List;
import java.util.Map;

/**
 * A session's validated rules.
 *
 * @param authConfigs preferred auth config by toolkit
 * @param pinnedAccounts the only accounts that may be used, by toolkit
 * @param approval which calls a person approves first
 * @param document the stored request-form document this was read from. Not to be modified
 */
public record SessionConfig(
        Selection<ToolkitSlug> toolkits,
        Map<ToolkitSlug, ToolRule> tools,
        HintFilter hints,
        Map<ToolkitSlug, String> authConfigs,
        Map<ToolkitSlug, List<String>> pinnedAccounts,
        boolean explicitAccount,
        Preload preload,
        RouterSettings router,
        ApprovalRule approval,
        ObjectNode document) {

    public SessionConfig {
        tools = Map.copyOf(tools);
        authConfigs = Map.copyOf(authConfigs);
        pinnedAccounts = Map.copyOf(pinnedAccounts);
    }
}
