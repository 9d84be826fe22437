package dev.patchbay.gateway.http;

/**
 * The errors of the REST edge: status, number and slug of the wire contract's envelope (section 3.4). 1803 and 10429 are the
 * contract's; it publishes no other numbers that fit, so the rest are ours and stay as they are.
 */
public enum ErrorKind {
    MALFORMED_BODY(400, 4001, "Request_MalformedBody"),
    INVALID_REQUEST(400, 4002, "Request_Invalid"),
    INVALID_ARGUMENTS(400, 4003, "Tool_InvalidArguments"),
    SESSION_RESTRICTION(400, 4004, "Session_Restriction"),
    NO_CONNECTED_ACCOUNT(400, 1803, "ConnectedAccount_NotFound"),
    EGRESS_DENIED(400, 4006, "Connection_AddressNotAllowed"),
    SESSION_OUTDATED(400, 4007, "Session_RulesOutdated"),
    APPROVAL_NEEDED(400, 4008, "Session_ApprovalNeeded"),
    REVOCATION_NOT_SUPPORTED(400, 4018, "ConnectedAccount_RevocationNotSupported"),
    UNAUTHORIZED(401, 4010, "HTTP_Unauthorized"),
    FOREIGN_ORIGIN(403, 4030, "HTTP_ForeignOrigin"),
    OUT_OF_SCOPE(403, 4031, "HTTP_OutOfScope"),
    TOOLKIT_NOT_ALLOWED(403, 4032, "Session_ToolkitNotAllowed"),
    NOT_FOUND(404, 4040, "HTTP_NotFound"),
    TOOL_NOT_FOUND(404, 4041, "Tool_NotFound"),
    TOOLKIT_NOT_FOUND(404, 4042, "Toolkit_NotFound"),
    SESSION_NOT_FOUND(404, 4043, "Session_NotFound"),
    AUTH_CONFIG_NOT_FOUND(404, 4044, "AuthConfig_NotFound"),
    CONNECTED_ACCOUNT_NOT_FOUND(404, 4045, "ConnectedAccount_Unknown"),
    TENANT_NOT_FOUND(404, 4046, "Tenant_NotFound"),
    API_KEY_NOT_FOUND(404, 4047, "ApiKey_NotFound"),
    ADMIN_KEY_NOT_FOUND(404, 4048, "AdminKey_NotFound"),
    SIGNING_KEY_NOT_FOUND(404, 4049, "SigningKey_NotFound"),
    EXECUTION_LOG_NOT_FOUND(404, 4050, "ExecutionLog_NotFound"),
    CONFLICT(409, 4090, "Request_Conflict"),
    IDEMPOTENCY_RUNNING(409, 4091, "Idempotency_StillRunning"),
    IDEMPOTENCY_UNKNOWN(409, 4092, "Idempotency_OutcomeUnknown"),
    IDEMPOTENCY_NOT_KEPT(409, 4093, "Idempotency_AnswerNotKept"),
    IDEMPOTENCY_KEY_REUSED(422, 4220, "Idempotency_KeyReused"),
    RATE_LIMITED(429, 10429, "HTTP_TooManyRequests"),
    NOT_OFFERED(501, 5010, "HTTP_NotImplemented"),
    SERVICE_FAILED(502, 5020, "Upstream_NoAnswer"),
    UNAVAILABLE(503, 5030, "HTTP_ServiceUnavailable"),
    INTERNAL(500, 5000, "HTTP_InternalError"),
    OTHER(0, 4000, "HTTP_Error");

    private final int status;
    private final int code;
    private final String slug;

    ErrorKind(int status, int code, String slug) {
        this.status = status;
        this.code = code;
        this.slug = slug;
    }

    /** Whether repeating the request cannot help, or may repeat an effect: the SDK repeats every 5xx unless told otherwise. */
    boolean isFinal() {
        return this == NOT_OFFERED || this == SERVICE_FAILED;
    }

    /** 0 where the answer's own status counts. */
    int status() {
        return status;
    }

    int code() {
        return code;
    }

    String slug() {
        return slug;
    }
}
