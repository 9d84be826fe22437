package dev.patchbay.simulator.backendless;

import dev.patchbay.simulator.backendless.where.WhereSyntaxException;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Request;
import dev.patchbay.simulator.http.Routes;
import dev.patchbay.simulator.http.Service;
import java.time.Clock;

/** From a request to the area that answers it. One request at a time, which also makes compare-and-set atomic. */
final class BackendlessService implements Service {
    private final Clock clock;
    private final Routes<Handler> routes = new Routes<>();
    private Application application;

    BackendlessService(Clock clock) {
        this.clock = clock;
        this.application = Orchard.plant(clock);
        ApplicationRoutes.addTo(routes);
        CounterRoutes.addTo(routes);
        FileRoutes.addTo(routes);
        DataRoutes.addTo(routes);
        UserRoutes.addTo(routes);
    }

    @Override
    public synchronized Answer answer(Request request) {
        try {
            return dispatch(request);
        } catch (Refusal refusal) {
            return refusal.answer();
        } catch (WhereSyntaxException e) {
            return Refusal.answer(400, Codes.BAD_CLAUSE, "Cannot read the clause: " + e.getMessage());
        }
    }

    private Answer dispatch(Request request) {
        Address address = Address.of(request.segments());
        if (!UserRoutes.asksAboutToken(address.rest())) {
            request.header("user-token").ifPresent(application.sessions()::use);
        }
        var match = routes.find(request.method(), address.rest())
                .orElseThrow(() -> Refusal.noSuchRoute(request.method(), "/" + String.join("/", address.rest())));
        return match.handler().handle(new Call(application, address.base(), request, match.variables(), match.rest()));
    }

    @Override
    public Answer failure(int status, String text) {
        return Refusal.answer(status, Codes.NO_SUCH_ROUTE, text);
    }

    @Override
    public synchronized void reset() {
        application = Orchard.plant(clock);
    }
}
