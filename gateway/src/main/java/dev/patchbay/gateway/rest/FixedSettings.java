package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.patchbay.gateway.json.Members;
import java.util.Arrays;
import java.util.stream.Stream;

/** Settings of a project that have one value here, and why they have no other. */
enum FixedSettings {
    TWO_FACTORS("is_2FA_enabled", "nobody signs in to this gateway with a password"),
    LOGO("logo_url", "the gateway's pages load nothing from other hosts"),
    MASKING("mask_secret_keys_in_connected_account", "a credential that was stored is never shown again, to nobody"),
    LOGS("log_visibility_setting", "arguments and answers of calls are never kept in logs"),
    MCP_KEY("require_mcp_api_key", "no session is open without a credential");

    private final String member;
    private final String reason;

    FixedSettings(String member, String reason) {
        this.member = member;
        this.reason = reason;
    }

    private JsonNode value() {
        return switch (this) {
            case TWO_FACTORS -> BooleanNode.FALSE;
            case LOGO -> TextNode.valueOf("");
            case MASKING, MCP_KEY -> BooleanNode.TRUE;
            case LOGS -> TextNode.valueOf("dont_store_data");
        };
    }

    /** Their names, and those of settings that can be changed. */
    static String[] and(String... changeable) {
        return Stream.concat(Stream.of(changeable), Arrays.stream(values()).map(setting -> setting.member))
                .toArray(String[]::new);
    }

    /** Notes each that is to become something else. */
    static void check(Members members) {
        for (var setting : values()) {
            if (members.any(setting.member)
                    .filter(asked -> !asked.equals(setting.value()))
                    .isPresent()) {
                members.problem(setting.member, "is always " + setting.value() + " here: " + setting.reason);
            }
        }
    }

    static ObjectNode put(ObjectNode json) {
        for (var setting : values()) {
            json.set(setting.member, setting.value());
        }
        return json;
    }
}
