package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Routes;

/** Messages on channels, their status, and mail. Push devices are not simulated. */
final class MessagingRoutes {
    private MessagingRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("POST", "/messaging/email", MessagingRoutes::mail);
        routes.add("POST", "/emailtemplate/send", MessagingRoutes::mailFromTemplate);
        routes.add("DELETE", "/messaging/channels/{channel}", MessagingRoutes::removeChannel);
        routes.add("POST", "/messaging/{channel}", MessagingRoutes::publish);
        routes.add(
                "GET",
                "/messaging/{id}",
                call -> Call.answer(call.application().messages().status(call.path("id"))));
        routes.add(
                "DELETE",
                "/messaging/{id}",
                call -> Call.answer(call.application().messages().cancel(call.path("id"))));
    }

    private static Answer publish(Call call) {
        ObjectNode body = call.object();
        if (!body.has("message")) {
            throw Refusal.of(Codes.FIELD_MISSING, "Required field message is missing");
        }
        return Call.answer(call.application().messages().publish(call.path("channel"), body));
    }

    private static Answer removeChannel(Call call) {
        call.application().messages().removeChannel(call.path("channel"));
        return Call.answer(true);
    }

    private static Answer mail(Call call) {
        ObjectNode mail = call.object();
        if (call.application().options().is(Option.MAIL, "off")) {
            throw Refusal.of(Codes.MAIL_OFF, "Mail could not be sent");
        }
        return Call.answer(call.application()
                .messages()
                .mail(mail.deepCopy().put("at", call.application().now())));
    }

    private static Answer mailFromTemplate(Call call) {
        String name = call.required("template-name");
        throw Refusal.of(Codes.NO_MAIL_TEMPLATE, "Email template " + name + " not found");
    }
}
