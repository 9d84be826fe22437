package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Routes;
import java.util.List;

/** Accounts: register, sign in and out, ask about a token. */
final class UserRoutes {
    private UserRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("POST", "/users/register", UserRoutes::register);
        routes.add("POST", "/users/login", UserRoutes::login);
        routes.add("GET", "/users/logout", UserRoutes::logout);
        routes.add("GET", "/users/isvalidusertoken/{token}", UserRoutes::isValid);
    }

    /** The one question that a dead token in the header does not spoil: the official client sends it along. */
    static boolean asksAboutToken(List<String> segments) {
        return segments.size() == 3
                && segments.get(0).equals("users")
                && segments.get(1).equals("isvalidusertoken");
    }

    private static Answer register(Call call) {
        ObjectNode body = call.object();
        if (body.has("id")) {
            throw Refusal.of(Codes.ID_NOT_ALLOWED, "Property id is not allowed");
        }
        String password = body.path("password").asText("");
        if (password.isEmpty()) {
            throw Refusal.of(Codes.PASSWORD_MISSING, "Password is missing");
        }
        String email = body.path("email").asText("");
        if (email.isEmpty()) {
            throw Refusal.of(Codes.IDENTITY_MISSING, "Identity is missing");
        }
        if (!email.matches("[^@\\s]+@[^@\\s]+")) {
            throw Refusal.of(Codes.BAD_EMAIL, "E-mail address is malformed");
        }
        var accounts = call.application().accounts();
        if (accounts.byEmail(email).isPresent()) {
            throw Refusal.of(Codes.IDENTITY_TAKEN, "Identity already used");
        }
        body.remove(List.of("password", "objectId"));
        ObjectNode row = accounts.add(call.application().now(), body, password);
        return Answer.json(200, users(call).render(row));
    }

    private static Answer login(Call call) {
        ObjectNode body = call.object();
        String login = body.path("login").asText("");
        String password = body.path("password").asText("");
        if (login.isEmpty() || password.isEmpty()) {
            throw Refusal.of(Codes.LOGIN_EMPTY, "Login or password is empty");
        }
        var accounts = call.application().accounts();
        ObjectNode row = accounts.byEmail(login)
                .filter(found -> accounts.hasPassword(found, password))
                .orElseThrow(() -> Refusal.of(Codes.WRONG_LOGIN, "Wrong login or password"));
        row.put("lastLogin", call.application().now());
        String token = call.application().sessions().open(row.path("objectId").asText());
        return Answer.json(200, users(call).render(row).put("user-token", token));
    }

    /** Without a token there is nobody to sign out; what the service says then is not known, so it is taken as done. */
    private static Answer logout(Call call) {
        call.request().header("user-token").ifPresent(call.application().sessions()::close);
        return Answer.empty(200);
    }

    private static Answer isValid(Call call) {
        return Answer.json(
                200, BooleanNode.valueOf(call.application().sessions().isValid(call.path("token"))));
    }

    private static Table users(Call call) {
        return call.application().database().table(Accounts.TABLE);
    }
}
