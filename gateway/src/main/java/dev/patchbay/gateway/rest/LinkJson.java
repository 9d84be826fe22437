package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.connection.Sharing;
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
        return callback(members, "callback_url");
    }

    /** @param member under which name the operation takes it */
    static Optional<CallbackUrl> callback(Members members, String member) {
        var given = members.text(member);
        var read = given.flatMap(CallbackUrl::read);
        if (given.isPresent() && read.isEmpty()) {
            members.problem(member, CallbackUrl.RULE);
        }
        return read;
    }

    static Optional<String> alias(Members members) {
        return members.text("alias", 128).filter(alias -> !alias.isBlank());
    }

    static Issued issued(LinkIssue issue) {
        return switch (issue) {
            case Issued issued -> issued;
            case Refused(var reason, var message) -> throw refusal(reason, message);
        };
    }

    static ObjectNode of(Issued issued, Sharing sharing) {
        return Json.object()
                .put("link_token", issued.token())
                .put("redirect_url", issued.redirectUrl())
                .put("connected_account_id", issued.account().value())
                .put("expires_at", Timestamps.of(issued.expiresAt()))
                .set(SharingJson.BLOCK, SharingJson.of(sharing));
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
