package dev.patchbay.authstore.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.authstore.DatabaseResource;
import dev.patchbay.authstore.Samples;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.TestClock;
import dev.patchbay.authstore.connection.AccountChange;
import dev.patchbay.authstore.connection.AccountFilter;
import dev.patchbay.authstore.connection.AccountId;
import dev.patchbay.authstore.connection.AccountOrder;
import dev.patchbay.authstore.connection.AccountPatch;
import dev.patchbay.authstore.connection.AccountStatus;
import dev.patchbay.authstore.connection.AuthConfig;
import dev.patchbay.authstore.connection.ConnectedAccount;
import dev.patchbay.authstore.connection.ConnectedAccounts;
import dev.patchbay.authstore.connection.ConnectedAccounts.Ending;
import dev.patchbay.authstore.connection.CredentialVault;
import dev.patchbay.authstore.connection.NewAccount;
import dev.patchbay.authstore.connection.Sharing;
import dev.patchbay.authstore.connection.Slice;
import dev.patchbay.authstore.secret.Secret;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Links, and the accounts that wait for them. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class ConnectLinksIT {
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final Ending CONNECTED =
            new Ending("other_form", Map.of("host", "a.example"), AccountStatus.ACTIVE, Optional.empty());

    private final ConnectLinks links;
    private final ConnectedAccounts accounts;
    private final CredentialVault vault;
    private final Samples samples;
    private final TestClock clock;

    private TenantId ours;
    private TenantId theirs;
    private AuthConfig config;

    @Inject
    ConnectLinksIT(
            ConnectLinks links, ConnectedAccounts accounts, CredentialVault vault, Samples samples, TestClock clock) {
        this.links = links;
        this.accounts = accounts;
        this.vault = vault;
        this.samples = samples;
        this.clock = clock;
    }

    @BeforeEach
    void twoTenants() {
        ours = samples.aTenant();
        theirs = samples.aTenant();
        config = samples.aConfig(ours);
    }

    @Test
    void aLinkIsFoundByItsTokenWhoeverAsks() {
        var account = waiting();
        var link = found(make(account.id()));

        assertThat(link.tenant()).isEqualTo(ours);
        assertThat(link.account()).isEqualTo(account.id());
        assertThat(link.callbackUrl()).hasValue("https://app.example/done");
        assertThat(link.isUsed()).isFalse();
        assertThat(link.isExpiredAt(clock.instant())).isFalse();
    }

    @Test
    void whatWasNeverALinkIsNotFound() {
        var token = make(waiting().id());
        var other = token.substring(0, 3) + (token.charAt(3) == 'a' ? 'b' : 'a') + token.substring(4);

        assertThat(links.find(other)).isEmpty();
        assertThat(links.find("lt_" + "0".repeat(38))).isEmpty();
        assertThat(links.find("")).isEmpty();
        assertThat(links.find("ak" + token.substring(2))).isEmpty();
    }

    @Test
    void theTableHoldsNoToken() {
        var token = make(waiting().id());

        assertThat(samples.text(ours, "SELECT string_agg(l::text, '') FROM connect_link l"))
                .doesNotContain(token, token.substring(3))
                .contains("ln_");
    }

    @Test
    void aLinkIsSpentOnce() {
        var link = found(make(waiting().id()));

        assertThat(links.use(link)).isTrue();
        assertThat(links.use(link)).isFalse();
        assertThat(links.attempt(link, 10)).isEmpty();
        assertThat(links.find("")).isEmpty();
    }

    @Test
    void ofManyWhoSpendItAtOnceOneDoes() throws Exception {
        var link = found(make(waiting().id()));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> use = () -> links.use(link);
            var won = 0;
            for (var each :
                    threads.invokeAll(IntStream.range(0, 20).mapToObj(_ -> use).toList())) {
                won += each.get() ? 1 : 0;
            }
            assertThat(won).isOne();
        }
    }

    @Test
    void itIsTriedSoOftenAndNoMore() {
        var token = make(waiting().id());

        assertThat(links.attempt(found(token), 2)).hasValue(1);
        assertThat(links.attempt(found(token), 2)).hasValue(2);
        assertThat(links.attempt(found(token), 2)).isEmpty();
        assertThat(found(token).attempts()).isEqualTo(2);
    }

    @Test
    void whoeverTriesIsToldWhichTryItIsHoweverOldHisLookAtTheLink() {
        var link = found(make(waiting().id()));

        assertThat(IntStream.rangeClosed(1, 3).map(_ -> links.attempt(link, 10).orElseThrow()))
                .containsExactly(1, 2, 3);
    }

    @Test
    void anExpiredLinkIsKnownForADayAndDoesNothing() {
        var token = make(waiting().id());
        clock.advance(LIFETIME);

        var link = found(token);
        assertThat(link.isExpiredAt(clock.instant())).isTrue();
        assertThat(links.use(link)).isFalse();
        assertThat(links.attempt(link, 10)).isEmpty();

        make(waiting().id());
        assertThat(links.find(token)).isPresent();
        clock.advance(Duration.ofDays(1));
        make(waiting().id());
        assertThat(links.find(token)).isEmpty();
    }

    @Test
    void aLinkEndsWithItsAccount() {
        var account = waiting();
        var token = make(account.id());
        accounts.delete(ours, account.id());

        assertThat(links.find(token)).isEmpty();
    }

    @Test
    void anAccountThatWaitsTooLongReadsAsExpired() {
        var account = waiting();
        assertThat(account.status()).isEqualTo(AccountStatus.INITIATED);
        assertThat(statuses(AccountStatus.INITIATED)).containsExactly(account.id());
        assertThat(statuses(AccountStatus.EXPIRED)).isEmpty();

        clock.advance(LIFETIME);

        var late = accounts.get(ours, account.id()).orElseThrow();
        assertThat(late.status()).isEqualTo(AccountStatus.EXPIRED);
        assertThat(late.statusReason().orElseThrow()).contains("did not finish");
        assertThat(statuses(AccountStatus.INITIATED)).isEmpty();
        assertThat(statuses(AccountStatus.EXPIRED)).containsExactly(account.id());
        assertThat(accounts.candidates(ours, "ada", Samples.TOOLKIT))
                .extracting(candidate -> candidate.account().status())
                .containsExactly(AccountStatus.EXPIRED);
        assertThat(accounts.finish(ours, account.id(), CONNECTED)).isEqualTo(new AccountChange.Absent());
    }

    @Test
    void whatIsFinishedInTimeStaysFinished() {
        var account = waiting();

        var finished = Samples.made(accounts.finish(ours, account.id(), CONNECTED));
        clock.advance(LIFETIME);

        assertThat(finished.form()).isEqualTo("other_form");
        assertThat(finished.visibleFields()).containsEntry("host", "a.example");
        assertThat(accounts.get(ours, account.id()).orElseThrow().status()).isEqualTo(AccountStatus.ACTIVE);
        assertThat(accounts.finish(ours, account.id(), CONNECTED)).isEqualTo(new AccountChange.Absent());
        assertThat(accounts.finish(theirs, account.id(), CONNECTED)).isEqualTo(new AccountChange.Absent());
    }

    /** What was ACTIVE before stays what calls use. */
    @Test
    void anAccountThatWaitsDoesNotDisturbAnother() {
        var active = samples.anAccount(ours, config, "ada");
        waiting();

        assertThat(accounts.get(ours, active.id())).hasValue(active);
    }

    @Test
    void anAccountWhoseUserDidNotComeGivesUpItsAlias() {
        var late = Samples.made(begin("ada", "work"));
        assertThat(begin("ada", "work")).isEqualTo(new AccountChange.AliasTaken("work"));
        clock.advance(LIFETIME);

        assertThat(Samples.made(begin("ada", "work")).alias()).hasValue("work");
        var forgotten = accounts.get(ours, late.id()).orElseThrow();
        assertThat(forgotten.alias()).isEmpty();
        assertThat(forgotten.status()).isEqualTo(AccountStatus.EXPIRED);
    }

    @Test
    void anAccountThatFailedWithoutACredentialGivesUpItsAlias() {
        fail(Samples.made(begin("ada", "work")));
        assertThat(Samples.made(accounts.create(ours, Samples.newAccount(config, "ada", Optional.of("work"))))
                        .alias())
                .hasValue("work");
        fail(Samples.made(begin("ada", "home")));
        var renamed = AccountPatch.NONE.withAlias("home");
        assertThat(Samples.made(accounts.patch(ours, waiting().id(), renamed)).alias())
                .hasValue("home");
    }

    @Test
    void anAccountThatOnceHadACredentialKeepsItsAlias() {
        var linked = Samples.made(begin("ada", "work"));
        accounts.finish(ours, linked.id(), CONNECTED);
        storeASecret(linked);
        accounts.setStatus(ours, linked.id(), AccountStatus.FAILED, "the service refused it");
        clock.advance(LIFETIME.plusDays(2));

        assertThat(begin("ada", "work")).isEqualTo(new AccountChange.AliasTaken("work"));
        waiting();
        assertThat(accounts.get(ours, linked.id()).orElseThrow().alias()).hasValue("work");
    }

    @Test
    void aDayAfterItsTimeTheNextLinkOfTheUserAndToolkitForgetsAnAbandonedAccount() {
        var late = waiting();
        var declined = waiting();
        fail(declined);
        var others = Samples.made(begin("bob", "work"));
        clock.advance(LIFETIME.plusHours(23));
        waiting();
        assertThat(accounts.get(ours, late.id())).isPresent();
        clock.advance(Duration.ofHours(2));
        var last = waiting();

        assertThat(accounts.get(ours, late.id())).isEmpty();
        assertThat(accounts.get(ours, declined.id())).isEmpty();
        assertThat(accounts.get(ours, others.id())).isPresent();
        assertThat(accounts.get(ours, last.id())).hasValue(last);
    }

    @Test
    void anEleventhOpenLinkEndsTheOldest() {
        var first = waiting();
        var link = found(make(first.id()));
        var finished = waiting();
        accounts.finish(ours, finished.id(), CONNECTED);
        var others = Samples.made(begin("bob", "work"));
        var second = waiting();
        IntStream.range(0, 8).forEach(_ -> waiting());
        assertThat(accounts.get(ours, first.id()).orElseThrow().status()).isEqualTo(AccountStatus.INITIATED);

        waiting();

        var ended = accounts.get(ours, first.id()).orElseThrow();
        assertThat(ended.status()).isEqualTo(AccountStatus.EXPIRED);
        assertThat(ended.statusReason().orElseThrow()).contains("Newer links");
        assertThat(accounts.finish(ours, link.account(), CONNECTED)).isEqualTo(new AccountChange.Absent());
        assertThat(accounts.get(ours, second.id()).orElseThrow().status()).isEqualTo(AccountStatus.INITIATED);
        assertThat(accounts.get(ours, others.id()).orElseThrow().status()).isEqualTo(AccountStatus.INITIATED);
        assertThat(accounts.get(ours, finished.id()).orElseThrow().status()).isEqualTo(AccountStatus.ACTIVE);
    }

    private void fail(ConnectedAccount account) {
        var ending = new Ending("api_key", Map.of(), AccountStatus.FAILED, Optional.of("declined"));
        Samples.made(accounts.finish(ours, account.id(), ending));
    }

    private void storeASecret(ConnectedAccount account) {
        try (var secret = Secret.copyOf("value")) {
            vault.store(ours, account.id(), Map.of("api_key", secret));
        }
    }

    private ConnectedAccount waiting() {
        return Samples.made(begin("ada", Optional.empty()));
    }

    @Test
    void anAccountThatCannotBeUsedMayWaitForItsUserOnceMore() {
        var expired = Samples.made(accounts.begin(
                ours, waitingFor("ada", Optional.of("work")), clock.instant().minus(LIFETIME)));
        var failed = Samples.made(begin("ada", "home"));
        fail(failed);
        var until = clock.instant().plus(LIFETIME);
        for (var each : List.of(expired, failed)) {
            var open = accounts.reopen(ours, each.id(), until).orElseThrow();
            assertThat(open.status()).isEqualTo(AccountStatus.INITIATED);
            assertThat(open.statusReason()).isEmpty();
            assertThat(Samples.made(accounts.finish(ours, each.id(), CONNECTED)).status())
                    .isEqualTo(AccountStatus.ACTIVE);
        }
    }

    @Test
    void anAccountThatWorksOrIsSwitchedOffDoesNotWaitForItsUser() {
        var works = samples.anAccount(ours, config, "ada");
        var off = Samples.made(
                accounts.disable(ours, samples.anAccount(ours, config, "ada").id()));
        var until = clock.instant().plus(LIFETIME);
        for (var each : List.of(works, off)) {
            assertThat(accounts.reopen(ours, each.id(), until)).isEmpty();
            assertThat(accounts.reopen(theirs, each.id(), until)).isEmpty();
            assertThat(accounts.get(ours, each.id())).hasValue(each);
        }
    }

    private AccountChange begin(String user, String alias) {
        return begin(user, Optional.of(alias));
    }

    private AccountChange begin(String user, Optional<String> alias) {
        return accounts.begin(ours, waitingFor(user, alias), clock.instant().plus(LIFETIME));
    }

    private NewAccount waitingFor(String user, Optional<String> alias) {
        return new NewAccount(
                user,
                config.id(),
                "api_key",
                alias,
                AccountStatus.INITIATED,
                Optional.empty(),
                Sharing.PRIVATE,
                Map.of());
    }

    private String make(AccountId account) {
        var until = clock.instant().plus(LIFETIME).truncatedTo(ChronoUnit.MICROS);
        return links.create(
                        ours,
                        new NewConnectLink(account, Optional.empty(), Optional.of("https://app.example/done"), until))
                .token();
    }

    private ConnectLink found(String token) {
        return links.find(token).orElseThrow();
    }

    private List<AccountId> statuses(AccountStatus status) {
        var filter = new AccountFilter(Set.of(), Set.of(), Set.of(status), Set.of(), Set.of(), AccountFilter.Kind.ANY);
        return accounts.list(ours, filter, AccountOrder.NEWEST_FIRST, new Slice(0, 10)).items().stream()
                .map(ConnectedAccount::id)
                .toList();
    }
}
