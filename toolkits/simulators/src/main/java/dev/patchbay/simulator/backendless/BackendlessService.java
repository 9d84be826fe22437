package dev.patchbay.simulator.backendless;

import dev.patchbay.simulator.backendless.where.WhereSyntaxException;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Request;
import dev.patchbay.simulator.http.Routes;
import dev.patchbay.simulator.http.Service;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** From a request to the area that answers it. One request at a time, which also makes compare-and-set atomic. */
final class BackendlessService implements Service {
    private final Clock clock;
    private final Options options = new Options();
    private final Routes<Handler> routes = new Routes<>();
    private final ConsoleRoutes console = new ConsoleRoutes(this::dispatch);
    private Cloud cloud;

    BackendlessService(Clock clock) {
        this.clock = clock;
        this.cloud = Seed.orchard().plant(clock, options);
        ApplicationRoutes.addTo(routes);
        CounterRoutes.addTo(routes);
        FileRoutes.addTo(routes);
        UploadRoutes.addTo(routes);
        BulkRoutes.addTo(routes);
        DataRoutes.addTo(routes);
        SaveRoutes.addTo(routes);
        // Before the relations, whose column would otherwise swallow GRANT and DENY.
        PermissionRoutes.addTo(routes);
        RelationRoutes.addTo(routes);
        HiveRoutes.addTo(routes);
        MessagingRoutes.addTo(routes);
        UserRoutes.addTo(routes);
        AccountRoutes.addTo(routes);
        RoleRoutes.addTo(routes);
    }

    @Override
    public synchronized Answer answer(Request request) {
        Answer answer = attempt(request);
        return options.is(Option.LEGACY_200, "true") && answer.status() >= 400
                ? new Answer(200, answer.headers(), answer.body())
                : answer;
    }

    private Answer attempt(Request request) {
        try {
            return switch (Address.of(request, cloud)) {
                case Address.Api api -> dispatch(request, api);
                case Address.Console(var segments) -> console.answer(cloud, request, segments);
            };
        } catch (Refusal refusal) {
            return refusal.answer();
        } catch (WhereSyntaxException e) {
            return Refusal.answer(400, Codes.BAD_CLAUSE, "Cannot read the clause: " + e.getMessage());
        }
    }

    private Answer dispatch(Request request, Address.Api address) {
        var application = address.application();
        application.limit().count();
        var match = routes.find(request.method(), address.rest())
                .orElseThrow(() -> Refusal.noSuchRoute(request.method(), "/" + String.join("/", address.rest())));
        // Asking about a token is the one call that a dead one in the header does not spoil: the official client sends
        // it.
        Optional<String> user = UserRoutes.asksAboutToken(address.rest())
                ? Optional.empty()
                : request.header("user-token").map(application.sessions()::use);
        var caller = caller(application, user, address.key());
        return match.handler()
                .handle(new Call(application, caller, address.base(), request, match.variables(), match.rest()));
    }

    private static Caller caller(Application application, Optional<String> user, Key key) {
        var roles = new LinkedHashSet<String>();
        roles.add(user.isPresent() ? Caller.SIGNED_IN : Caller.ANONYMOUS);
        user.ifPresent(id -> roles.addAll(application.accounts().roles(id)));
        return new Caller(user, roles, key);
    }

    @Override
    public Answer failure(int status, String text) {
        return Refusal.answer(status, Codes.NO_SUCH_ROUTE, text);
    }

    @Override
    public synchronized Optional<Answer> control(String command, Request request) {
        return new BackendlessControl(cloud).answer(command, request).or(() -> seed(command, request));
    }

    private Optional<Answer> seed(String command, Request request) {
        if (!command.equals("seed") || !request.method().equals("POST")) {
            return Optional.empty();
        }
        return Optional.of(BackendlessControl.attempt(
                () -> cloud = Seed.of(request.body().text()).plant(clock, options)));
    }

    /** Of the real service's three regions and their consoles, and of the applications' own domains. */
    @Override
    public List<String> hostNames() {
        var names = new ArrayList<>(List.of(
                "api.backendless.com",
                "eu-api.backendless.com",
                "api.sa.backendless.com",
                "develop.backendless.com",
                "eu-develop.backendless.com"));
        Seed.orchard()
                .plant(clock, new Options())
                .applications()
                .forEach(application -> names.addAll(application.identity().hosts()));
        return names;
    }

    synchronized void set(Option option, String value) {
        options.set(option, value);
    }

    @Override
    public synchronized void reset() {
        options.reset();
        cloud = Seed.orchard().plant(clock, options);
    }
}
