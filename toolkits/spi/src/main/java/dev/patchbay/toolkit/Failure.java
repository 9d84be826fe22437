package dev.patchbay.toolkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * Every way a call can end badly. Closed on purpose: a new member stops every renderer compiling.
 *
 * <p>No member carries a credential, an address of a connection or a stack trace; text that came from a service is bounded
 * and marked as such by its member.
 */
public sealed interface Failure {

    /** Absent, or hidden from this caller, who must not learn which. */
    record UnknownTool(String asked, List<ToolSlug> similar) implements Failure {
        public UnknownTool {
            similar = List.copyOf(similar);
        }
    }

    /** Rules of the session or of the account's auth config exclude it; their owner set them, so naming them leaks nothing. */
    record Restricted(String subject, String rule) implements Failure {}

    /**
     * The session asks a person before calls like these, and nobody has approved them; nothing was sent, of several calls none.
     *
     * @param asks one for each call, also where two are alike
     */
    record ApprovalNeeded(List<Ask> asks) implements Failure {
        public ApprovalNeeded {
            asks = List.copyOf(asks);
        }
    }

    /**
     * A call for a person to judge. Its texts can be shown as they are: characters that would change how the rest is read
     * stand in them as the escapes of JSON.
     *
     * @param title of the tool, for people
     * @param account which account the call is to use, where its caller named one
     * @param arguments what would be sent, as JSON of at most 2048 bytes of UTF-8: secrets are hidden, and what is too long is
     *     shortened and says so
     * @param digest SHA-256 in hexadecimal of all that is asked about: tool, account and the whole arguments. May be guessed back
     *     where these are few, so it is shown to nobody who may not know them
     */
    record Ask(
            ToolSlug tool,
            ToolkitSlug toolkit,
            String title,
            Optional<String> account,
            String arguments,
            String digest) {}

    /**
     * The arguments do not fit the tool's schema; nothing was sent.
     *
     * @param example arguments to go by, as JSON of at most 1024 bytes of UTF-8: right ones of the caller's own, and placeholders
     *     in angle brackets for what is wrong or missing. Holds nothing that the schema calls {@code writeOnly}
     */
    record InvalidArguments(ToolSlug tool, List<Violation> violations, Optional<String> example) implements Failure {
        public InvalidArguments {
            violations = List.copyOf(violations);
        }

        public InvalidArguments(ToolSlug tool, List<Violation> violations) {
            this(tool, violations, Optional.empty());
        }
    }

    /**
     * The user has no usable account for the toolkit.
     *
     * @param reason tells an absent account from an unusable one
     * @param remedy how this caller in particular can connect one, where that is known
     */
    record NotConnected(ToolkitSlug toolkit, String reason, Optional<Remedy> remedy) implements Failure {
        /**
         * @param advice for whoever reads the failure
         * @param page where the user connects an account, if there is such a page; the advice names it too
         */
        public record Remedy(String advice, Optional<String> page) {}

        public NotConnected(ToolkitSlug toolkit, String reason) {
            this(toolkit, reason, Optional.empty());
        }
    }

    /** The account works, but lacks fields this tool needs; {@code missing} says which and where to find them. Nothing was sent. */
    record ConnectionIncomplete(ToolkitSlug toolkit, String missing) implements Failure {}

    /** An account was named that the user does not have. */
    record UnknownAccount(String asked) implements Failure {}

    /** Egress refused the address before anything was sent. All refusals look alike. */
    record EgressDenied() implements Failure {}

    /**
     * The service answered and refused.
     *
     * @param detail the service's own text, bounded and scrubbed of the credential
     * @param body the service's own error body, bounded and scrubbed, for callers that want it
     */
    record UpstreamRefused(
            int status, Optional<String> code, String detail, Optional<String> advice, Optional<JsonNode> body)
            implements Failure {}

    /**
     * No usable answer came.
     *
     * @param sent whether the request may have reached the service: then repeating it may repeat its effect
     */
    record UpstreamUnavailable(String what, boolean sent) implements Failure {}

    /**
     * The caller went away before the call was over, and so it was ended.
     *
     * @param sent whether the request may have reached the service, and taken effect there
     */
    record Cancelled(boolean sent) implements Failure {}

    /** The answer exceeded what we accept; the call itself may have taken effect. */
    record AnswerTooLarge(long limitBytes) implements Failure {}
}
