package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Routes;
import java.util.List;

/** Registration and sessions. */
final class UserRoutes {
    private UserRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("POST", "/users/register", UserRoutes::register);
        routes.add("POST", "/users/register/guest", UserRoutes::guest);
        routes.add("POST", "/users/login", UserRoutes::login);
        routes.add("GET", "/users/logout", UserRoutes::logout);
        routes.add("GET", "/users/isvalidusertoken/{token}", UserRoutes::isValid);
    }

    static boolean asksAboutToken(List<String> segments) {
        return segments.size() == 3
                && segments.get(0).equals("users")
                && segments.get(1).equals("isvalidusertoken");
    }

    private static Answer register(Call call) {
        ObjectNode body = call.object();
        if (call.application().options().is(Option.REGISTRATION, "off")) {
            throw Refusal.of(Codes.REGISTRATION_OFF, "User registration is disabled")
                    .withStatus(403);
        }
        return Call.answer(users(call).render(call.application().records().register(body)));
    }

    /** An account without identity and password, signed in at once. */
    private static Answer guest(Call call) {
        var accounts = call.application().accounts();
        ObjectNode row = accounts.add(
                call.application().now(),
                call.object().removeAll().put("userStatus", "GUEST").put("socialAccount", "GUEST"),
                "");
        return signedIn(call, row);
    }

    private static Answer login(Call call) {
        ObjectNode body = call.object();
        var accounts = call.application().accounts();
        if (body.hasNonNull("objectId")) {
            if (call.caller().key() != Key.CLOUD_CODE) {
                throw Refusal.of(Codes.LOGIN_BY_ID, "Login by object id needs the Cloud Code key");
            }
            return signedIn(
                    call,
                    call.application()
                            .records()
                            .find(users(call), body.path("objectId").asText()));
        }
        String login = body.path("login").asText("");
        String password = body.path("password").asText("");
        if (login.isEmpty() || password.isEmpty()) {
            throw Refusal.of(Codes.LOGIN_EMPTY, "Login or password is empty");
        }
        ObjectNode row = accounts.byEmail(login).orElseThrow(() -> wrongLogin(call));
        String id = row.path("objectId").asText();
        int most = call.application().options().number(Option.LOCK_AFTER);
        if (most > 0 && accounts.wrongPasswords(id) >= most) {
            throw Refusal.of(Codes.ACCOUNT_LOCKED, "Account is locked after too many failed logins");
        }
        if (!accounts.hasPassword(id, password)) {
            throw wrongLogin(call);
        }
        return signedIn(call, row);
    }

    private static Answer signedIn(Call call, ObjectNode row) {
        if (row.path("userStatus").asText().equals("DISABLED")) {
            throw Refusal.of(Codes.ACCOUNT_DISABLED, "Account is disabled");
        }
        String token = call.application().sessions().open(row.path("objectId").asText());
        row.put("lastLogin", call.application().now());
        return Call.answer(users(call).render(row).put("user-token", token));
    }

    private static Refusal wrongLogin(Call call) {
        return Refusal.of(Codes.WRONG_LOGIN, "Wrong login or password")
                .withStatus(call.application().options().number(Option.WRONG_LOGIN_STATUS));
    }

    /** Without a token there is nobody to sign out; what the service says then is not known, so it is taken as done. */
    private static Answer logout(Call call) {
        call.request().header("user-token").ifPresent(call.application().sessions()::close);
        return Call.nothing();
    }

    private static Answer isValid(Call call) {
        return Call.answer(call.application().sessions().isValid(call.path("token")));
    }

    private static Table users(Call call) {
        return call.application().accounts().table();
    }
}
