package dev.patchbay.gateway.web;

import dev.patchbay.authstore.Ids;
import dev.patchbay.authstore.tenancy.DatabaseUnavailableException;
import dev.patchbay.gateway.audit.Actor;
import dev.patchbay.gateway.audit.AuditUnavailable;
import dev.patchbay.gateway.audit.AuthenticationFailures;
import dev.patchbay.gateway.audit.AuthenticationFailures.Kind;
import dev.patchbay.gateway.connect.FollowLink;
import dev.patchbay.gateway.connect.FollowLink.Try;
import dev.patchbay.gateway.connect.FollowLink.Visit;
import dev.patchbay.gateway.connect.IssueLink;
import dev.patchbay.gateway.http.RequestLog;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * The page behind a Connect link: GET shows the form and changes nothing, so that programs which look at addresses in messages
 * spend no link; POST tries what was typed.
 *
 * <p>It stands before the REST routes, which all want a credential in a header; a link carries its right in the address
 * instead. So nothing there was loosened for it. The address is written to no log: a line names the page, and errors are told
 * apart by the request's id.
 */
@ApplicationScoped
class ConnectPages {
    private static final Logger LOG = Logger.getLogger(ConnectPages.class);
    private static final String STYLE = IssueLink.PATH + "connect.css";
    private static final String ROUTE = " " + IssueLink.PATH + "{token}";
    /** After {@code BeforeRouting}, whose limits hold here too. */
    private static final int AFTER_LIMITS = 90;

    private final FollowLink follow;
    private final FormGuard guard;
    private final PageSource sources;
    private final AuthenticationFailures failures;
    private final Ids ids;
    private final ExecutorService threads;

    ConnectPages(
            FollowLink follow,
            FormGuard guard,
            PageSource sources,
            AuthenticationFailures failures,
            Ids ids,
            @VirtualThreads ExecutorService threads) {
        this.follow = follow;
        this.guard = guard;
        this.sources = sources;
        this.failures = failures;
        this.ids = ids;
        this.threads = threads;
    }

    void install(@Observes Filters filters) {
        filters.register(this::route, AFTER_LIMITS);
    }

    private interface Exchange {
        void run(PageAnswer answer);
    }

    private void route(RoutingContext routing) {
        var path = routing.normalizedPath();
        if (!path.startsWith(IssueLink.PATH)) {
            routing.next();
            return;
        }
        var method = routing.request().method();
        var answer = new PageAnswer(routing);
        var token = path.substring(IssueLink.PATH.length());
        if (method.equals(HttpMethod.POST)) {
            FormBody.read(routing.request(), body -> run("try", answer, _ -> receive(answer, token, body)));
        } else if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            answer.notOffered();
        } else if (path.equals(STYLE)) {
            run("style", answer, PageAnswer::style);
        } else {
            run("show", answer, _ -> show(answer, token));
        }
    }

    private void run(String what, PageAnswer answer, Exchange exchange) {
        threads.execute(() -> answer(what, answer, exchange));
    }

    /** The one place where what ends a visit early becomes an answer. */
    private void answer(String what, PageAnswer answer, Exchange exchange) {
        var started = System.nanoTime();
        var id = ids.next(Ids.Kind.REQUEST);
        MDC.put(RequestLog.REQUEST_ID, id);
        answer.header("x-request-id", id);
        try {
            if (sources.isOurs(answer.request())) {
                exchange.run(answer);
            } else {
                failures.count(new Kind(
                        "access.refused", new Actor.Stranger(), "foreign_origin", "connect_link", "", route(answer)));
                answer.give(403, Notice.FOREIGN);
            }
        } catch (DatabaseUnavailableException | AuditUnavailable outage) {
            LOG.error("a Connect page could not be answered", outage);
            answer.header("Retry-After", "2");
            answer.give(503, Notice.UNAVAILABLE);
        } catch (RuntimeException bug) {
            LOG.error("unexpected failure on a Connect page", bug);
            answer.give(500, Notice.unexpected(id));
        } finally {
            var ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
            LOG.infof(
                    "http method=%s resource=ConnectPages.%s status=%d ms=%d",
                    answer.request().method(), what, answer.status(), ms);
            MDC.remove(RequestLog.REQUEST_ID);
        }
    }

    private void show(PageAnswer answer, String token) {
        if (opened(answer, token) instanceof Visit.Open visit) {
            var form =
                    ConnectForm.of(visit, Optional.ofNullable(answer.request().getParam(ConnectForm.WAY)));
            ask(answer, visit, form, 200);
        }
    }

    private void receive(PageAnswer answer, String token, Optional<FormBody> body) {
        if (body.isEmpty()) {
            answer.give(400, Notice.MALFORMED);
        } else if (opened(answer, token) instanceof Visit.Open visit) {
            var given = body.get();
            var form = ConnectForm.of(visit, given.value(ConnectForm.WAY));
            if (!sources.isOurPage(answer.request()) || !guard.admits(answer, visit, given)) {
                failures.count(new Kind(
                        "access.refused",
                        new Actor.Stranger(),
                        "forged_form",
                        "connect_link",
                        visit.link().tenant().value(),
                        route(answer)));
                ask(
                        answer,
                        visit,
                        form.failed("This page was open for too long, or in two windows. Fill it in again."),
                        403);
            } else if (given.value(ConnectForm.CANCEL).isPresent()) {
                if (follow.cancel(visit)) {
                    answer.give(200, Notice.declined(visit, follow.callbackOfFailure(visit)));
                } else {
                    late(answer, token);
                }
            } else {
                attempt(answer, token, visit, form.filled(given));
            }
        }
    }

    private void attempt(PageAnswer answer, String token, Visit.Open visit, ConnectForm form) {
        switch (follow.submit(visit, form.way(), form.given())) {
            case Try.Connected(var unverified, var callback) ->
                answer.give(200, Notice.connected(visit, unverified, callback));
            case Try.Misfit(var problems) -> ask(answer, visit, form.misfit(problems), 400);
            case Try.Refused(var reason) -> ask(answer, visit, form.failed(reason), 422);
            case Try.Spent(var reason, var callback) -> answer.give(422, Notice.spent(visit, reason, callback));
            case Try.Late() -> late(answer, token);
        }
    }

    /** What became of the link in the meantime. */
    private void late(PageAnswer answer, String token) {
        if (opened(answer, token) instanceof Visit.Open) {
            answer.give(409, Notice.LATE);
        }
    }

    private void ask(PageAnswer answer, Visit.Open visit, ConnectForm form, int status) {
        answer.give(status, form.page(visit, guard.arm(answer, visit)));
    }

    /** Answers for what cannot be opened. */
    private Visit opened(PageAnswer answer, String token) {
        var visit = follow.open(token);
        switch (visit) {
            case Visit.Open _ -> {}
            case Visit.Expired() -> answer.give(410, Notice.EXPIRED);
            case Visit.Used() -> answer.give(410, Notice.USED);
            case Visit.Unknown() -> {
                failures.count(new Kind(
                        "authentication.failed", new Actor.Stranger(), "not_valid", "connect_link", "", route(answer)));
                answer.give(404, Notice.UNKNOWN);
            }
        }
        return visit;
    }

    private static String route(PageAnswer answer) {
        return answer.request().method() + ROUTE;
    }
}
