package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.connect.CallbackUrl;
import dev.patchbay.gateway.connect.LinkIssue;
import dev.patchbay.gateway.connect.LinkIssue.Issued;
import dev.patchbay.gateway.connect.LinkIssue.Reason;
import dev.patchbay.gateway.connect.LinkIssue.Refused;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.Members;
import dev.patchbay.gateway.json.Timestamps;
import java.util.Optional;

/** Requests for Connect links, and their answer (contract sections 5.6 and 11.3). */
final class LinkJson {
    private LinkJson() {}

    static Optional<CallbackUrl> callback(Members members) {
        var given = members.text("callback_url");
        var read = given.flatMap(CallbackUrl::read);
        if (given.isPresent() && read.isEmpty()) {
            members.problem("callback_url", CallbackUrl.RULE);
        }
        return read;
    }

    static Optional<String> alias(Members members) {
        return members.text("alias", 128).filter(alias -> !alias.isBlank());
    }

    /** Accounts that several users share do not exist yet: asked for one, we say so instead of making a private one. */
    static void privateOnly(Members members) {
        members.object("experimental").ifPresent(block -> {
            block.only("account_type", "acl_config_for_shared");
            var type = block.text("account_type");
            type.filter(given -> !given.equals("PRIVATE"))
                    .ifPresent(given -> block.problem(
                            "account_type",
                            given.equals("SHARED")
                                    ? "shared accounts do not exist in this release; leave it out or send PRIVATE"
                                    : "must be PRIVATE"));
            if (block.has("acl_config_for_shared")
                    && type.filter("SHARED"::equals).isEmpty()) {
                block.problem("acl_config_for_shared", "is only valid on SHARED accounts");
            }
        });
    }

    static Issued issued(LinkIssue issue) {
        return switch (issue) {
            case Issued issued -> issued;
            case Refused(var reason, var message) -> throw refusal(reason, message);
        };
    }

    static ObjectNode of(Issued issued) {
        return Json.object()
                .put("link_token", issued.token())
                .put("redirect_url", issued.redirectUrl())
                .put("connected_account_id", issued.account().value())
                .put("expires_at", Timestamps.of(issued.expiresAt()));
    }

    private static ApiError refusal(Reason reason, String message) {
        return switch (reason) {
            case TOOLKIT_NOT_ALLOWED -> new ApiError(ErrorKind.TOOLKIT_NOT_ALLOWED, message);
            case ACCOUNT_PINNED -> new ApiError(ErrorKind.SESSION_RESTRICTION, message);
            case AUTH_CONFIG_UNKNOWN -> new ApiError(ErrorKind.AUTH_CONFIG_NOT_FOUND, message);
            case AUTH_CONFIG_UNUSABLE -> new ApiError(ErrorKind.INVALID_REQUEST, message);
            case ALIAS_TAKEN -> ApiError.invalid(message);
        };
    }
}
