package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Routes;
import java.util.Set;

/** Changing an account: properties, password, status; recovery of a password. */
final class AccountRoutes {
    private static final Set<String> STATUSES = Set.of("ENABLED", "DISABLED", "GUEST", "EMAIL_CONFIRMATION_PENDING");

    private AccountRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("GET", "/users/userclassprops", call -> Call.answer(Properties.of(users(call))));
        routes.add("GET", "/users/restorepassword/{identity}", AccountRoutes::recover);
        routes.add("POST", "/users/resendconfirmation/{identity}", AccountRoutes::confirmAgain);
        routes.add("POST", "/users/createEmailConfirmationURL/{identity}", AccountRoutes::confirmation);
        routes.add("POST", "/users/verifypassword", AccountRoutes::verifyPassword);
        // The JavaScript client spells it so.
        routes.add("POST", "/users/verifypassowrd", AccountRoutes::verifyPassword);
        routes.add("PUT", "/users/{id}/status", AccountRoutes::setStatus);
        routes.add("PUT", "/users/{id}", AccountRoutes::update);
    }

    private static Answer update(Call call) {
        ObjectNode body = call.object();
        String id = call.path("id");
        var caller = call.caller();
        if (caller.key() != Key.CLOUD_CODE) {
            if (caller.userId().filter(own -> !own.equals(id)).isPresent()) {
                throw Refusal.of(Codes.NOT_YOUR_ACCOUNT, "Not allowed to change another user");
            }
            if (caller.userId().isEmpty() && call.application().options().is(Option.ANONYMOUS_UPDATE, "refused")) {
                throw Refusal.of(Codes.NOT_SIGNED_IN, "User is not logged in");
            }
        }
        if (users(call).find(id).isEmpty()) {
            throw Refusal.of(Codes.USER_UNKNOWN, "User with id " + id + " does not exist");
        }
        return Call.answer(users(call).render(call.application().records().update(users(call), id, body)));
    }

    private static Answer recover(Call call) {
        var application = call.application();
        ObjectNode mail = mailTo(call);
        if (application.options().is(Option.RECOVERY, "new_password")) {
            String password = "New-" + application.ids().numbered("PW");
            application.accounts().setPassword(id(identified(call)), password);
            application.messages().mail(mail.put("subject", "Your new password").put("password", password));
        } else {
            application.messages().mail(mail.put("subject", "Change your password"));
        }
        return Call.nothing();
    }

    private static Answer confirmAgain(Call call) {
        call.application().messages().mail(mailTo(call).put("subject", "Confirm your address"));
        return Call.nothing();
    }

    /** The address leads nowhere: accounts are enabled from the start here. */
    private static Answer confirmation(Call call) {
        String address = call.request().origin() + call.base() + "/users/confirmation/" + id(identified(call));
        return Call.answer(Json.object().put("confirmationURL", address));
    }

    /** The beginning of a mail to the account that the path names; refused when there is none or mail is off. */
    private static ObjectNode mailTo(Call call) {
        var application = call.application();
        String address = identified(call).path("email").asText();
        if (application.options().is(Option.MAIL, "off")) {
            throw Refusal.of(Codes.MAIL_OFF, "Mail could not be sent");
        }
        return Json.object().put("to", address).put("at", application.now());
    }

    private static ObjectNode identified(Call call) {
        String identity = call.path("identity");
        return call.application()
                .accounts()
                .byEmail(identity)
                .orElseThrow(() -> Refusal.of(Codes.IDENTITY_UNKNOWN, "No user with identity " + identity));
    }

    private static String id(ObjectNode row) {
        return row.path("objectId").asText();
    }

    private static Answer verifyPassword(Call call) {
        if (call.caller().key() != Key.CLOUD_CODE) {
            throw Refusal.of(Codes.PASSWORD_CHECK, "A password can be checked from Cloud Code only");
        }
        String id = call.caller().userId().orElseThrow(() -> Refusal.of(Codes.NOT_SIGNED_IN, "User is not logged in"));
        boolean valid = call.application().accounts().hasPassword(id, call.required("password"));
        return Call.answer(Json.object().put("valid", valid));
    }

    private static Answer setStatus(Call call) {
        if (call.caller().key() != Key.CLOUD_CODE) {
            throw Refusal.of(Codes.CLOUD_CODE_ONLY, "User status can be changed from Cloud Code only");
        }
        String status = call.required("userStatus");
        if (!STATUSES.contains(status)) {
            throw Refusal.of(Codes.MALFORMED, "User status " + status + " is not known");
        }
        ObjectNode row = call.application().records().find(users(call), call.path("id"));
        row.put("userStatus", status);
        return Call.nothing();
    }

    private static Table users(Call call) {
        return call.application().accounts().table();
    }
}
