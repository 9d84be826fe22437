package dev.patchbay.authstore.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.authstore.DatabaseResource;
import dev.patchbay.authstore.Samples;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.toolkit.ToolkitSlug;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class ConnectedAccountsIT {
    private static final Slice ALL = new Slice(0, 100);
    private static final AccountChange ABSENT = new AccountChange.Absent();

    private final ConnectedAccounts accounts;
    private final AuthConfigs configs;
    private final Samples samples;

    private TenantId ours;
    private TenantId theirs;
    private AuthConfig config;

    @Inject
    ConnectedAccountsIT(ConnectedAccounts accounts, AuthConfigs configs, Samples samples) {
        this.accounts = accounts;
        this.configs = configs;
        this.samples = samples;
    }

    @BeforeEach
    void twoTenants() {
        ours = samples.aTenant();
        theirs = samples.aTenant();
        config = samples.aConfig(ours);
    }

    @Test
    void anAccountIsReadAsItWasMadeAndByItsTenantOnly() {
        var account = samples.anAccount(ours, config, "ada");

        assertThat(account.toolkit()).isEqualTo(config.toolkit());
        assertThat(account.wordId()).startsWith("scale_ai_");
        assertThat(accounts.get(ours, account.id())).hasValue(account);
        assertThat(accounts.get(theirs, account.id())).isEmpty();
    }

    @Test
    void anAccountIsMadeUnderAConfigOfItsTenantOnly() {
        assertThat(accounts.create(theirs, Samples.newAccount(config, "ada", Optional.empty())))
                .isEqualTo(ABSENT);
    }

    @Test
    void anotherTenantChangesNothing() {
        var account = samples.anAccount(ours, config, "ada");
        var id = account.id();

        assertThat(accounts.patch(theirs, id, alias("stolen"))).isEqualTo(ABSENT);
        assertThat(accounts.setStatus(theirs, id, AccountStatus.REVOKED, "")).isEqualTo(ABSENT);
        assertThat(accounts.disable(theirs, id)).isEqualTo(ABSENT);
        assertThat(accounts.enable(theirs, id)).isEqualTo(ABSENT);
        assertThat(accounts.delete(theirs, id)).isFalse();
        assertThat(accounts.list(theirs, AccountFilter.ALL, AccountOrder.NEWEST_FIRST, ALL))
                .isEqualTo(new Page<>(List.of(), 0));
        assertThat(accounts.candidates(theirs, "ada", Samples.TOOLKIT)).isEmpty();
        assertThat(accounts.get(ours, id)).hasValue(account);
    }

    @Test
    void anAliasIsUniquePerTenantUserAndToolkit() {
        var theirConfig = samples.aConfig(theirs);
        var otherToolkit = samples.aConfig(ours, new ToolkitSlug("backendless"), "b");
        create(ours, config, "ada", "work");

        assertThat(accounts.create(ours, Samples.newAccount(config, "ada", Optional.of("work"))))
                .isEqualTo(new AccountChange.AliasTaken("work"));
        assertThat(create(ours, config, "bob", "work").alias()).hasValue("work");
        assertThat(create(ours, otherToolkit, "ada", "work").alias()).hasValue("work");
        assertThat(create(theirs, theirConfig, "ada", "work").alias()).hasValue("work");
    }

    @Test
    void anAliasIsGivenOnceEvenWhenManyAskAtOnce() throws Exception {
        // The user is there before, else making the user would already put them in line.
        samples.anAccount(ours, config, "ada");

        var results = atOnce(() -> accounts.create(ours, Samples.newAccount(config, "ada", Optional.of("work"))));

        assertThat(results).filteredOn(AccountChange.Changed.class::isInstance).hasSize(1);
        assertThat(results)
                .filteredOn(new AccountChange.AliasTaken("work")::equals)
                .hasSize(3);
    }

    @Test
    void aPatchSetsKeepsAndClearsTheAlias() {
        var account = samples.anAccount(ours, config, "ada");
        create(ours, config, "ada", "taken");
        var visible = AccountPatch.NONE.withFields(new AccountPatch.Fields("api_key", Map.of("api_key", "…wxyz")));

        assertThat(changed(accounts.patch(ours, account.id(), alias("mine"))).alias())
                .hasValue("mine");
        assertThat(changed(accounts.patch(ours, account.id(), alias("mine"))).alias())
                .hasValue("mine");
        assertThat(accounts.patch(ours, account.id(), alias("taken"))).isEqualTo(new AccountChange.AliasTaken("taken"));
        assertThat(changed(accounts.patch(ours, account.id(), visible)).alias()).hasValue("mine");
        assertThat(accounts.get(ours, account.id()).orElseThrow().visibleFields())
                .isEqualTo(Map.of("api_key", "…wxyz"));
        assertThat(changed(accounts.patch(ours, account.id(), alias(" "))).alias())
                .isEmpty();
    }

    @Test
    void aStatusComesWithItsReason() {
        var id = samples.anAccount(ours, config, "ada").id();

        accounts.setStatus(ours, id, AccountStatus.FAILED, "the service said 401");
        assertThat(accounts.get(ours, id).orElseThrow().statusReason()).hasValue("the service said 401");

        accounts.setStatus(ours, id, AccountStatus.ACTIVE, "");
        assertThat(accounts.get(ours, id).orElseThrow().statusReason()).isEmpty();
    }

    @Test
    void disablingAndEnablingLeavesAnActiveAccountActive() {
        var id = samples.anAccount(ours, config, "ada").id();

        var off = changed(accounts.disable(ours, id));
        assertThat(off.disabled()).isTrue();
        assertThat(off.status()).isEqualTo(AccountStatus.INACTIVE);

        var on = changed(accounts.enable(ours, id));
        assertThat(on.disabled()).isFalse();
        assertThat(on.status()).isEqualTo(AccountStatus.ACTIVE);
        assertThat(on.statusReason()).isEmpty();
    }

    @Test
    void enablingDoesNotRepairAFailedAccount() {
        var id = samples.anAccount(ours, config, "ada").id();
        accounts.setStatus(ours, id, AccountStatus.FAILED, "refused");

        accounts.disable(ours, id);

        assertThat(changed(accounts.enable(ours, id)).status()).isEqualTo(AccountStatus.FAILED);
    }

    @Test
    void listsAreFilteredOrderedAndCounted() {
        var first = samples.anAccount(ours, config, "ada");
        var second = samples.anAccount(ours, config, "bob");
        var third = samples.anAccount(ours, config, "ada");
        first = changed(accounts.setStatus(ours, first.id(), AccountStatus.EXPIRED, "late"));

        assertThat(listed(AccountFilter.ALL, AccountOrder.NEWEST_FIRST)).containsExactly(third, second, first);
        assertThat(listed(AccountFilter.ALL, AccountOrder.OLDEST_FIRST)).containsExactly(first, second, third);
        assertThat(listed(AccountFilter.ALL, AccountOrder.LAST_CHANGED_FIRST)).containsExactly(first, third, second);
        assertThat(listed(AccountFilter.ALL, AccountOrder.LAST_CHANGED_LAST)).containsExactly(second, third, first);
        assertThat(listed(
                        new AccountFilter(
                                Set.of("ada"),
                                Set.of(Samples.TOOLKIT),
                                Set.of(AccountStatus.ACTIVE),
                                Set.of(config.id()),
                                Set.of(first.id(), third.id()),
                                AccountFilter.Kind.ANY),
                        AccountOrder.NEWEST_FIRST))
                .containsExactly(third);
        assertThat(accounts.list(ours, AccountFilter.ALL, AccountOrder.NEWEST_FIRST, new Slice(1, 1)))
                .isEqualTo(new Page<>(List.of(second), 3));
    }

    @Test
    void candidatesAreTheUsersOwnNewestFirst() {
        var old = samples.anAccount(ours, config, "ada");
        var young = samples.anAccount(ours, config, "ada");
        samples.anAccount(ours, config, "bob");
        samples.anAccount(ours, samples.aConfig(ours, new ToolkitSlug("backendless"), "b"), "ada");
        configs.setStatus(ours, config.id(), AuthConfig.Status.DISABLED);

        assertThat(accounts.candidates(ours, "ada", Samples.TOOLKIT))
                .containsExactly(
                        new ConnectedAccounts.Candidate(young, AuthConfig.Status.DISABLED, true, ToolAccess.ALL),
                        new ConnectedAccounts.Candidate(old, AuthConfig.Status.DISABLED, true, ToolAccess.ALL));
    }

    @Test
    void aSharedAccountKeepsItsListAndAPrivateOneHasNone() {
        var own = samples.anAccount(ours, config, "ada");
        var shared = Samples.made(accounts.create(ours, sharedAccount("ada", Sharing.Shared.WITH_NOBODY)));

        var withBob = changed(accounts.patch(ours, shared.id(), sharing(Optional.empty(), List.of("bob"))));
        assertThat(withBob.sharing()).isEqualTo(new Sharing.Shared(false, List.of("bob"), List.of()));
        var withAll = changed(accounts.patch(
                ours,
                shared.id(),
                new AccountPatch(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Sharing.Change(
                                Optional.of(true), Optional.empty(), Optional.of(List.of("eve", "eve")))))));
        assertThat(withAll.sharing()).isEqualTo(new Sharing.Shared(true, List.of("bob"), List.of("eve")));
        assertThat(accounts.get(ours, shared.id())).hasValue(withAll);
        assertThatThrownBy(() -> accounts.patch(ours, own.id(), sharing(Optional.of(true), List.of())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(accounts.patch(theirs, shared.id(), sharing(Optional.of(true), List.of())))
                .isEqualTo(ABSENT);
        assertThat(accounts.get(ours, own.id())).hasValue(own);
        assertThat(accounts.candidate(theirs, shared.id())).isEmpty();
        assertThat(accounts.candidate(ours, shared.id()).orElseThrow().account())
                .isEqualTo(withAll);
        for (var kind : AccountFilter.Kind.values()) {
            var filter = new AccountFilter(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), kind);
            assertThat(listed(filter, AccountOrder.OLDEST_FIRST))
                    .containsExactlyElementsOf(
                            switch (kind) {
                                case PRIVATE -> List.of(own);
                                case SHARED -> List.of(withAll);
                                case ANY -> List.of(own, withAll);
                            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"everyone\":1,\"allowed\":[],\"denied\":[]}",
                "{\"everyone\":true,\"allowed\":[],\"denied\":\"eve\"}",
                "{\"everyone\":true,\"allowed\":[],\"denied\":[7]}",
                "{\"everyone\":true,\"denied\":[]}"
            })
    void aListThatCannotBeReadAdmitsNobody(String damaged) {
        var shared = Samples.made(accounts.create(ours, sharedAccount("ada", Sharing.Shared.WITH_NOBODY)));
        samples.sql(ours, "UPDATE connected_account SET acl = '" + damaged + "' WHERE id = '" + shared.id() + "'");

        assertThatThrownBy(() -> accounts.candidate(ours, shared.id())).isInstanceOf(IllegalStateException.class);
    }

    /** Hibernate writes whole rows, so what is not locked is undone by whoever read it before. */
    @Test
    void ofTwoChangesAtOnceNoneIsLost() throws Exception {
        var shared = Samples.made(accounts.create(ours, sharedAccount("ada", Sharing.Shared.WITH_NOBODY)));
        var id = shared.id();
        for (int round = 0; round < 10; round++) {
            var name = "alias " + round;
            try (var threads = Executors.newFixedThreadPool(4)) {
                for (var done : threads.invokeAll(List.<Callable<Object>>of(
                        () -> accounts.patch(ours, id, alias(name)),
                        () -> accounts.patch(ours, id, sharing(Optional.empty(), List.of(name))),
                        () -> accounts.patch(ours, id, sharing(Optional.of(true), List.of(name))),
                        () -> accounts.setStatus(ours, id, AccountStatus.FAILED, name)))) {
                    done.get();
                }
            }
            var after = accounts.get(ours, id).orElseThrow();
            assertThat(after.alias()).hasValue(name);
            assertThat(after.statusReason()).hasValue(name);
            assertThat(after.sharing()).isEqualTo(new Sharing.Shared(true, List.of(name), List.of()));
        }
    }

    @Test
    void deletingAConfigDeletesItsAccounts() {
        var account = samples.anAccount(ours, config, "ada");

        assertThat(configs.delete(ours, config.id())).isTrue();

        assertThat(accounts.get(ours, account.id())).isEmpty();
    }

    private List<ConnectedAccount> listed(AccountFilter filter, AccountOrder order) {
        return accounts.list(ours, filter, order, ALL).items();
    }

    private ConnectedAccount create(TenantId tenant, AuthConfig under, String user, String alias) {
        return changed(accounts.create(tenant, Samples.newAccount(under, user, Optional.of(alias))));
    }

    private static ConnectedAccount changed(AccountChange change) {
        return Samples.made(change);
    }

    private NewAccount sharedAccount(String user, Sharing sharing) {
        return new NewAccount(
                user,
                config.id(),
                "api_key",
                Optional.empty(),
                AccountStatus.ACTIVE,
                Optional.empty(),
                sharing,
                Map.of());
    }

    private static AccountPatch sharing(Optional<Boolean> everyone, List<String> allowed) {
        return new AccountPatch(
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Sharing.Change(everyone, Optional.of(allowed), Optional.empty())));
    }

    private static AccountPatch alias(String alias) {
        return AccountPatch.NONE.withAlias(alias);
    }

    private static <T> List<T> atOnce(Callable<T> task) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(4)) {
            var futures = threads.invokeAll(Stream.generate(() -> task).limit(4).toList());
            return List.of(
                    futures.get(0).get(),
                    futures.get(1).get(),
                    futures.get(2).get(),
                    futures.get(3).get());
        }
    }
}
