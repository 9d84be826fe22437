package dev.patchbay.authstore.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.AccountChoice.Reach;
import dev.patchbay.authstore.connection.AccountChoice.Several;
import dev.patchbay.authstore.connection.ConnectedAccounts.Candidate;
import dev.patchbay.authstore.tenancy.RecentReads;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.ToolkitSlug;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountResolverTest {
    private static final TenantId TENANT = new TenantId("pr_" + "a".repeat(22));
    private static final ToolkitSlug TOOLKIT = new ToolkitSlug("scale_ai");
    private static final ToolSlug TOOL = new ToolSlug("SCALE_AI_LIST_BATCHES");
    private static final ToolSlug OTHER_TOOL = new ToolSlug("SCALE_AI_GET_BATCH");
    private static final AuthConfigId CONFIG = new AuthConfigId("ac_" + "1".repeat(22));
    private static final AuthConfigId OTHER_CONFIG = new AuthConfigId("ac_" + "2".repeat(22));

    private static final Candidate NEW = candidate("n", CONFIG, AccountStatus.ACTIVE);
    private static final Candidate OLD = candidate("o", OTHER_CONFIG, AccountStatus.ACTIVE);

    @Test
    void theNewestActiveAccountIsPicked() {
        assertThat(resolve(AccountChoice.ANY, candidate("f", CONFIG, AccountStatus.FAILED), NEW, OLD))
                .isEqualTo(NEW);
    }

    @Test
    void theSessionsAuthConfigComesFirst() {
        assertThat(resolve(preferring(OTHER_CONFIG), NEW, OLD)).isEqualTo(OLD);
    }

    @Test
    void anotherAuthConfigServesWhenTheSessionsHasNoUsableAccount() {
        var failed = candidate("f", OTHER_CONFIG, AccountStatus.FAILED);

        assertThat(resolve(preferring(OTHER_CONFIG), failed, NEW)).isEqualTo(NEW);
    }

    @Test
    void anAuthConfigThatIsNotForTheRouterServesOnlyWhenTheSessionNamesIt() {
        var apart = new Candidate(NEW.account(), AuthConfig.Status.ENABLED, false, ToolAccess.ALL);

        assertThat(failure(AccountChoice.ANY, apart)).isEqualTo(notConnected("No account is connected."));
        assertThat(failure(naming("alias-n"), apart)).isEqualTo(new Failure.UnknownAccount("alias-n"));
        assertThat(resolve(preferring(CONFIG), apart)).isEqualTo(apart);
        assertThat(resolve(pinning(NEW), apart)).isEqualTo(apart);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca_oooooooooooooooooooooo", "word-o", "alias-o"})
    void anAccountIsNamedByIdWordIdOrAlias(String name) {
        assertThat(resolve(naming(name), NEW, OLD)).isEqualTo(OLD);
    }

    @Test
    void anAliasThatLooksLikeAnotherAccountDoesNotReplaceIt() {
        var impostor = withAlias(NEW, "word-o");
        var impostorById = withAlias(NEW, OLD.account().id().value());

        assertThat(resolve(naming("word-o"), impostor, OLD)).isEqualTo(OLD);
        assertThat(resolve(naming(OLD.account().id().value()), impostorById, OLD))
                .isEqualTo(OLD);
    }

    @Test
    void aNameTheUserDoesNotHaveIsUnknown() {
        assertThat(failure(naming("eves"), NEW)).isEqualTo(new Failure.UnknownAccount("eves"));
    }

    @Test
    void pinsExcludeEverythingElse() {
        assertThat(resolve(pinning(OLD), NEW, OLD)).isEqualTo(OLD);
        assertThat(failure(
                        new AccountChoice(
                                Optional.of("alias-n"),
                                List.of(OLD.account().id()),
                                Optional.empty(),
                                Several.TAKE_NEWEST,
                                Reach.OPEN_TO_SESSIONS),
                        NEW,
                        OLD))
                .isEqualTo(new Failure.UnknownAccount("alias-n"));
    }

    @Test
    void aPinnedAccountThatIsGoneIsNotReplaced() {
        assertThat(failure(pinning(OLD), NEW))
                .isEqualTo(notConnected("The account chosen for this session does not exist for this user."));
    }

    @Test
    void aPinnedAccountThatIsUnusableIsNotReplaced() {
        var failed = candidate("f", CONFIG, AccountStatus.FAILED);

        assertThat(failure(pinning(failed), failed, NEW)).isInstanceOf(Failure.NotConnected.class);
    }

    @Test
    void ofSeveralUsableOnesNoneIsPickedWhenTheCallMustNameIt() {
        var choice = new AccountChoice(
                Optional.empty(), List.of(), Optional.empty(), Several.REFUSE, Reach.OPEN_TO_SESSIONS);

        assertThat(failure(choice, NEW, OLD))
                .isEqualTo(notConnected("Several accounts are connected; name one of them: alias-n, alias-o"));
        assertThat(resolve(choice, candidate("f", CONFIG, AccountStatus.FAILED), OLD))
                .isEqualTo(OLD);
    }

    @Test
    void aSharedAccountIsUsedOnlyWherePinnedOrNamedThoughItIsTheUsersOwn() {
        var own = shared(OLD, "ada", Sharing.Shared.WITH_NOBODY);

        assertThat(failure(AccountChoice.ANY, own)).isEqualTo(notConnected("No account is connected."));
        assertThat(resolve(AccountChoice.ANY, own, candidate("a", CONFIG, AccountStatus.ACTIVE)))
                .isNotEqualTo(own);
        for (var name : List.of(own.account().id().value(), "word-o", "alias-o")) {
            assertThat(resolve(naming(name), own, NEW)).isEqualTo(own);
        }
        assertThat(resolve(pinning(own), own, NEW)).isEqualTo(own);
    }

    @Test
    void anotherUsersAccountIsUsedWhenItsListAdmitsTheUser() {
        for (var admitting : List.of(
                new Sharing.Shared(true, List.of(), List.of("bob")),
                new Sharing.Shared(false, List.of("bob", "ada"), List.of()))) {
            var eves = shared(OLD, "eve", admitting);
            assertThat(failure(AccountChoice.ANY, eves)).isEqualTo(notConnected("No account is connected."));
            assertThat(resolve(pinning(eves), eves, NEW)).isEqualTo(eves);
            assertThat(resolve(naming(eves.account().id().value()), eves, NEW)).isEqualTo(eves);
        }
    }

    /** What the user is told must not depend on whether there is such an account at all. */
    @ParameterizedTest
    @MethodSource("notAdmitting")
    void anAccountThatDoesNotAdmitTheUserLooksLikeNone(Sharing sharing) {
        var eves = shared(OLD, "eve", sharing);
        var id = eves.account().id().value();

        assertThat(failure(pinning(eves), eves, NEW)).isEqualTo(failure(pinning(eves), NEW));
        assertThat(failure(naming(id), eves, NEW))
                .isEqualTo(failure(naming(id), NEW))
                .isEqualTo(new Failure.UnknownAccount(id));
        var several = new AccountChoice(
                Optional.empty(),
                List.of(eves.account().id(), NEW.account().id()),
                Optional.empty(),
                Several.REFUSE,
                Reach.OPEN_TO_SESSIONS);
        assertThat(resolve(several, eves, NEW)).isEqualTo(NEW);
    }

    /** Its owner chose its other names, and could so take the place of what the user himself calls by them. */
    @Test
    void whereSeveralArePinnedAnotherUsersAccountGoesByItsIdAlone() {
        var everyone = new Sharing.Shared(true, List.of(), List.of());
        var eves = withAlias(shared(NEW, "eve", everyone), "alias-o");
        var id = eves.account().id();

        assertThat(resolve(pinningBoth("alias-o", eves), eves, OLD)).isEqualTo(OLD);
        assertThat(resolve(pinningBoth(id.value(), eves), eves, OLD)).isEqualTo(eves);
        assertThat(failure(pinningBoth("word-n", eves), eves, OLD)).isEqualTo(new Failure.UnknownAccount("word-n"));
        var unnamed = new AccountChoice(
                Optional.empty(),
                List.of(id, OLD.account().id()),
                Optional.empty(),
                Several.REFUSE,
                Reach.OPEN_TO_SESSIONS);
        assertThat(failure(unnamed, eves, OLD).toString()).contains(id.value(), "alias-o");
    }

    private static AccountChoice pinningBoth(String name, Candidate first) {
        return new AccountChoice(
                Optional.of(name),
                List.of(first.account().id(), OLD.account().id()),
                Optional.empty(),
                Several.TAKE_NEWEST,
                Reach.OPEN_TO_SESSIONS);
    }

    static List<Sharing> notAdmitting() {
        return List.of(
                Sharing.PRIVATE,
                Sharing.Shared.WITH_NOBODY,
                new Sharing.Shared(false, List.of("Ada", "bob"), List.of()),
                new Sharing.Shared(true, List.of("ada"), List.of("ada")));
    }

    @Test
    void theUserAnAccountBelongsToIsAlwaysAdmitted() {
        var own = shared(OLD, "ada", new Sharing.Shared(false, List.of(), List.of("ada")));

        assertThat(resolve(pinning(own), own)).isEqualTo(own);
    }

    @Test
    void namesOfAnotherUsersAccountAreNotNamesOfThisUsers() {
        var eves = shared(OLD, "eve", new Sharing.Shared(true, List.of(), List.of()));

        for (var name : List.of("word-o", "alias-o")) {
            assertThat(failure(naming(name), eves, NEW)).isEqualTo(new Failure.UnknownAccount(name));
        }
    }

    @Test
    void namingASharedAccountDoesNotLeadPastTheRulesForItsAuthConfig() {
        var eves = shared(OLD, "eve", new Sharing.Shared(true, List.of(), List.of()));
        var id = eves.account().id().value();
        var apart = new Candidate(eves.account(), AuthConfig.Status.ENABLED, false, ToolAccess.ALL);

        assertThat(failure(naming(id), apart)).isEqualTo(new Failure.UnknownAccount(id));
        assertThat(failure(naming(id), allowing(eves, OTHER_TOOL))).isInstanceOf(Failure.Restricted.class);
        var off = new Candidate(eves.account(), AuthConfig.Status.DISABLED, true, ToolAccess.ALL);
        assertThat(failure(naming(id), off)).isInstanceOf(Failure.NotConnected.class);
    }

    @Test
    void absentIsToldFromUnusable() {
        assertThat(failure(AccountChoice.ANY)).isEqualTo(notConnected("No account is connected."));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ACTIVE")
    void onlyAnActiveAccountIsUsable(AccountStatus status) {
        var unusable = candidate("u", CONFIG, status);

        assertThat(failure(AccountChoice.ANY, unusable))
                .isInstanceOfSatisfying(
                        Failure.NotConnected.class,
                        failure -> assertThat(failure.reason()).isNotEqualTo("No account is connected."));
        assertThat(failure(naming("alias-u"), unusable, NEW)).isInstanceOf(Failure.NotConnected.class);
    }

    @Test
    void theReasonOfAFailureIsPassedOn() {
        assertThat(failure(AccountChoice.ANY, candidate("f", CONFIG, AccountStatus.FAILED)))
                .isEqualTo(
                        notConnected(
                                "The account could not be connected; correct its fields or connect it again. Reason: the service said 401"));
        assertThat(failure(AccountChoice.ANY, candidate("i", CONFIG, AccountStatus.INITIATED)))
                .isEqualTo(notConnected("The connection was begun but not finished; the user has to complete it."));
    }

    @Test
    void aDisabledAccountIsUnusableThoughActive() {
        var off = new Candidate(
                account("d", CONFIG, AccountStatus.ACTIVE, true), AuthConfig.Status.ENABLED, true, ToolAccess.ALL);

        assertThat(failure(AccountChoice.ANY, off)).isEqualTo(notConnected("The connected account is disabled."));
    }

    @Test
    void aDisabledAuthConfigMakesItsAccountsUnusable() {
        var off = new Candidate(NEW.account(), AuthConfig.Status.DISABLED, true, ToolAccess.ALL);

        assertThat(failure(AccountChoice.ANY, off))
                .isEqualTo(notConnected("The auth config of this account is disabled."));
        assertThat(failure(pinning(off), off)).isInstanceOf(Failure.NotConnected.class);
    }

    @Test
    void anAccountIsPickedOnlyForToolsThatItsAuthConfigAdmits() {
        assertThat(resolve(AccountChoice.ANY, allowing(NEW, OTHER_TOOL), OLD)).isEqualTo(OLD);
        assertThat(resolve(preferring(CONFIG), allowing(NEW, OTHER_TOOL), OLD)).isEqualTo(OLD);
        var mine = allowing(NEW, OTHER_TOOL, TOOL);
        assertThat(resolve(AccountChoice.ANY, mine, OLD)).isEqualTo(mine);
    }

    @Test
    void whereNoAccountAdmitsTheToolTheRuleAndItsOwnerAreNamed() {
        var rule = new Failure.Restricted(
                TOOL.value(), "auth config " + CONFIG + " allows only SCALE_AI_GET_BATCH (tool_access_config)");

        assertThat(failure(AccountChoice.ANY, allowing(NEW, OTHER_TOOL))).isEqualTo(rule);
        assertThat(failure(naming("alias-n"), allowing(NEW, OTHER_TOOL), OLD)).isEqualTo(rule);
        assertThat(failure(pinning(NEW), allowing(NEW, OTHER_TOOL), OLD)).isEqualTo(rule);
    }

    @Test
    void ofSeveralOnlyThoseThatAdmitTheToolMustBeToldApart() {
        var choice = new AccountChoice(
                Optional.empty(), List.of(), Optional.empty(), Several.REFUSE, Reach.OPEN_TO_SESSIONS);

        assertThat(resolve(choice, allowing(NEW, OTHER_TOOL), OLD)).isEqualTo(OLD);
    }

    @Test
    void anUnusableAccountDoesNotHideThatTheOthersExcludeTheTool() {
        var failed = candidate("f", OTHER_CONFIG, AccountStatus.FAILED);

        assertThat(failure(AccountChoice.ANY, allowing(NEW, OTHER_TOOL), failed))
                .isInstanceOf(Failure.NotConnected.class);
    }

    @Test
    void aRestrictionThatCannotBeReadIsNoneThatCanBeIgnored() {
        for (var damaged : List.of("\"SCALE_AI_GET_BATCH\"", "{}", "[1]", "[\"no slug\"]")) {
            assertThatThrownBy(() -> access("{\"tools_available_for_execution\":" + damaged + "}"))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(access("{}")).isEqualTo(ToolAccess.ALL);
        assertThat(access("{\"tools_available_for_execution\":[]}")).isEqualTo(ToolAccess.ALL);
    }

    private static ToolAccess access(String stored) {
        try {
            return ToolAccess.of((ObjectNode) new ObjectMapper().readTree(stored));
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    private static Candidate allowing(Candidate candidate, ToolSlug... only) {
        return new Candidate(
                candidate.account(),
                candidate.configStatus(),
                candidate.configForToolRouter(),
                new ToolAccess(List.of(only)));
    }

    private static ConnectedAccount anyAccount(Outcome<ConnectedAccount> outcome) {
        return switch (outcome) {
            case Outcome.Ok<ConnectedAccount>(var account) -> account;
            case Outcome.Failed<ConnectedAccount>(var failure) -> throw new AssertionError(failure);
        };
    }

    private static Candidate resolve(AccountChoice choice, Candidate... candidates) {
        var picked = anyAccount(outcome(choice, candidates));
        return List.of(candidates).stream()
                .filter(candidate -> candidate.account().equals(picked))
                .findFirst()
                .orElseThrow();
    }

    private static Failure failure(AccountChoice choice, Candidate... candidates) {
        return switch (outcome(choice, candidates)) {
            case Outcome.Ok<ConnectedAccount>(var account) -> throw new AssertionError(account);
            case Outcome.Failed<ConnectedAccount>(var failure) -> failure;
        };
    }

    private static Outcome<ConnectedAccount> outcome(AccountChoice choice, Candidate... candidates) {
        return new AccountResolver(
                        new FixedCandidates(List.of(candidates)),
                        new RecentReads<>(() -> false),
                        new RecentReads<>(() -> false))
                .resolve(TENANT, "ada", TOOLKIT, TOOL, choice);
    }

    private static Failure notConnected(String reason) {
        return new Failure.NotConnected(TOOLKIT, reason);
    }

    private static AccountChoice preferring(AuthConfigId config) {
        return new AccountChoice(
                Optional.empty(), List.of(), Optional.of(config), Several.TAKE_NEWEST, Reach.OPEN_TO_SESSIONS);
    }

    private static AccountChoice naming(String name) {
        return new AccountChoice(
                Optional.of(name), List.of(), Optional.empty(), Several.TAKE_NEWEST, Reach.OPEN_TO_SESSIONS);
    }

    private static AccountChoice pinning(Candidate pinned) {
        return new AccountChoice(
                Optional.empty(),
                List.of(pinned.account().id()),
                Optional.empty(),
                Several.TAKE_NEWEST,
                Reach.OPEN_TO_SESSIONS);
    }

    private static Candidate candidate(String letter, AuthConfigId config, AccountStatus status) {
        return new Candidate(account(letter, config, status, false), AuthConfig.Status.ENABLED, true, ToolAccess.ALL);
    }

    private static ConnectedAccount account(
            String letter, AuthConfigId config, AccountStatus status, boolean disabled) {
        return new ConnectedAccount(
                new AccountId("ca_" + letter.repeat(22)),
                "ada",
                TOOLKIT,
                config,
                "api_key",
                Optional.of("alias-" + letter),
                "word-" + letter,
                status,
                status == AccountStatus.FAILED ? Optional.of("the service said 401") : Optional.empty(),
                disabled,
                Sharing.PRIVATE,
                Map.of(),
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static Candidate withAlias(Candidate candidate, String alias) {
        return like(
                candidate,
                candidate.account().userId(),
                alias,
                candidate.account().sharing());
    }

    private static Candidate shared(Candidate candidate, String owner, Sharing sharing) {
        return like(candidate, owner, candidate.account().alias().orElseThrow(), sharing);
    }

    private static Candidate like(Candidate candidate, String owner, String alias, Sharing sharing) {
        var account = candidate.account();
        return new Candidate(
                new ConnectedAccount(
                        account.id(),
                        owner,
                        account.toolkit(),
                        account.authConfig(),
                        account.form(),
                        Optional.of(alias),
                        account.wordId(),
                        account.status(),
                        account.statusReason(),
                        account.disabled(),
                        sharing,
                        account.visibleFields(),
                        account.createdAt(),
                        account.updatedAt()),
                candidate.configStatus(),
                candidate.configForToolRouter(),
                candidate.toolAccess());
    }
}
