package dev.patchbay.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.patchbay.authstore.connection.CredentialVault;
import dev.patchbay.authstore.crypto.EnvelopeCipher;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.authstore.token.AdminKeys;
import dev.patchbay.authstore.token.ApiKeys;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.gateway.egress.EgressGate;
import dev.patchbay.gateway.policy.ToolPolicy;
import dev.patchbay.gateway.tenancy.Accepts;
import dev.patchbay.gateway.tenancy.Accepts.Credential;
import dev.patchbay.gateway.tenancy.Caller;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import dev.patchbay.gateway.tenancy.Needs;
import dev.patchbay.upstream.http.HttpUpstream;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpClient;
import io.vertx.core.net.NetClient;
import io.vertx.ext.web.Router;
import jakarta.ws.rs.HttpMethod;
import java.net.Socket;
import java.net.URLConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.sql.DataSource;

/** The arrows of the module map, and one door per danger. A rule that fails here is a design question, not a nuisance. */
@AnalyzeClasses(packages = "dev.patchbay", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule arrowsPointInward = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("gateway")
            .definedBy("dev.patchbay.gateway..")
            .layer("upstreams")
            .definedBy("dev.patchbay.upstream..")
            .layer("catalog")
            .definedBy("dev.patchbay.catalog..")
            .layer("authstore")
            .definedBy("dev.patchbay.authstore..")
            .layer("toolkit")
            .definedBy("dev.patchbay.toolkit..")
            .whereLayer("gateway")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("upstreams")
            .mayOnlyBeAccessedByLayers("gateway")
            .whereLayer("catalog")
            .mayOnlyBeAccessedByLayers("gateway")
            .whereLayer("authstore")
            .mayOnlyBeAccessedByLayers("gateway")
            .whereLayer("toolkit")
            .mayOnlyBeAccessedByLayers("gateway", "upstreams", "catalog", "authstore");

    @ArchTest
    static final ArchRule coreKnowsNoFramework = noClasses()
            .that()
            .resideInAnyPackage("dev.patchbay.toolkit..", "dev.patchbay.catalog..", "dev.patchbay.upstream..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "org.hibernate..", "io.smallrye..", "io.vertx..");

    @ArchTest
    static final ArchRule noCyclesBetweenPackages =
            slices().matching("dev.patchbay.gateway.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyEgressOpensConnectionsOutward = noClasses()
            .that()
            // The command line is a process of its own: it calls the gateway its user names, with a key of that
            // gateway.
            .resideOutsideOfPackages(
                    "dev.patchbay.gateway.egress..", "dev.patchbay.gateway.cli..", "dev.patchbay.simulator..")
            .should()
            .dependOnClassesThat(resideInAPackage("java.net.http..")
                    .or(type(HttpClient.class))
                    .or(type(NetClient.class))
                    .or(type(Socket.class))
                    .or(type(URLConnection.class)))
            .because("every address must be vetted (R39)");

    @ArchTest
    static final ArchRule theGatewayKnowsNothingOfItsCommandLine = noClasses()
            .that()
            .resideOutsideOfPackage("dev.patchbay.gateway.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.patchbay.gateway.cli..")
            .because("what is in there may open connections outward (R39)");

    @ArchTest
    static final ArchRule theCommandLineKnowsNothingOfTheGateway = noClasses()
            .that()
            .resideInAPackage("dev.patchbay.gateway.cli..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("dev.patchbay..").and(not(resideInAPackage("dev.patchbay.gateway.cli.."))))
            .because("it is started without the gateway's framework");

    @ArchTest
    static final ArchRule everyRouteSaysWhatAnApiKeyNeedsForIt = methods()
            .that()
            .areMetaAnnotatedWith(HttpMethod.class)
            .and()
            .areDeclaredInClassesThat(not(annotatedWith(describe(
                    "accepting admin keys only",
                    (JavaAnnotation<?> accepts) -> accepts.getRawType().isEquivalentTo(Accepts.class)
                            && Arrays.equals(
                                    accepts.as(Accepts.class).value(), new Credential[] {Credential.ADMIN_KEY})))))
            .should()
            .beAnnotatedWith(Needs.class)
            .orShould()
            .beAnnotatedWith(Needs.AnyOf.class)
            .because("a route without it is open to no API key; say @Needs(area, access) (R18)");

    /**
     * What answers before the routes, where nobody has authenticated yet: the Connect page, addresses of files, and reports of
     * leaked keys, each with a secret or a proof of its own; the others answer nothing but refusals and what browsers ask beforehand.
     */
    @ArchTest
    static final ArchRule nothingElseStandsBeforeTheRoutes = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.patchbay.gateway.web.ConnectPages")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.gateway.files.FileTransfers")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.gateway.leaks.LeakReports")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.gateway.http.BeforeRouting")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.gateway.limits.RequestCount")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.gateway.start.NotServing")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.gateway.call.CallerPresence")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.gateway.tenancy.CrossOrigin")
            .should()
            .dependOnClassesThat(type(Filters.class).or(type(Router.class)))
            .because("a path that is served there is in no table of routes, and nobody asks for a credential (R26)");

    @ArchTest
    static final ArchRule onlyTheAdministrationMakesApiKeys = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.patchbay.gateway.admin..", "dev.patchbay.gateway.start..", "dev.patchbay.authstore..")
            .should()
            .callMethodWhere(target(name("create"))
                    .and(target(owner(type(ApiKeys.class).or(type(AdminKeys.class))))))
            .because("nobody can make a key above their own (R18)");

    @ArchTest
    static final ArchRule onlyTheAccountsWayOutMeetsTheVault = noClasses()
            .that()
            .resideInAPackage("dev.patchbay.gateway..")
            .and()
            .resideOutsideOfPackage("dev.patchbay.gateway.connect..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(CredentialVault.class)
            .because("credentials are opened for sending and for storing, nowhere else (R07)");

    @ArchTest
    static final ArchRule ciphersStayInTheCryptoPackage = noClasses()
            .that()
            .resideOutsideOfPackage("dev.patchbay.authstore.crypto..")
            .should()
            .dependOnClassesThat(type(Cipher.class))
            .because("keys stay in authstore.crypto");

    @ArchTest
    static final ArchRule oneClassOpensWhatIsSealedOfAKind = noClasses()
            .that()
            .resideOutsideOfPackage("dev.patchbay.authstore.crypto..")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.authstore.connection.CredentialVault")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.authstore.file.SealedChunks")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.authstore.request.IdempotentRequests")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.authstore.exchange.WaitingAnswers")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.authstore.exchange.CarriedStates")
            .should()
            .callMethodWhere(target(name("open")).and(target(owner(type(EnvelopeCipher.class)))))
            .because("one class decrypts what is kept of a kind (R07)");

    @ArchTest
    static final ArchRule bouncyCastleStaysHome = noClasses()
            .that()
            .resideOutsideOfPackage("dev.patchbay.authstore.crypto..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bouncycastle..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyOneFilterSetsTheCaller = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.patchbay.gateway.tenancy.AuthenticationFilter")
            .should()
            .callMethod(CurrentCaller.class, "set", Caller.class)
            .because("nothing else in a request names the tenant (R01)");

    /**
     * Who looks up tools. For a caller: {@code VisibleTools}, and {@code ToolPolicy} on its behalf. To check what a caller
     * wrote against the catalogue: the session's rules, an auth config's lists, the tool a file is announced for. To show
     * the catalogue itself, which is the same for everybody: the tool and toolkit routes.
     */
    @ArchTest
    static final ArchRule toolsForCallersGoThroughThePolicy = noClasses()
            .that()
            .resideInAPackage("dev.patchbay.gateway..")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.gateway.call.VisibleTools")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.gateway.policy.ToolPolicy")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.gateway.policy.SessionConfigReader")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.gateway.rest.ToolLists")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.gateway.rest.FileResource")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.gateway.rest.ToolResource")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.gateway.rest.ToolkitResource")
            .should()
            .callMethodWhere(
                    target(owner(type(Catalog.class))).and(target(nameMatching("tools?|entry|entries|similarTo"))))
            .because(
                    "a path that finds tools by itself would not know what a session and an auth config exclude (R61)");

    @ArchTest
    static final ArchRule oneClassAppliesTheSessionsRules = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.patchbay.gateway.call.VisibleTools")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.gateway.policy.SessionConfigReader")
            .and()
            .areNotAssignableTo(ToolPolicy.class)
            .should()
            .callMethodWhere(target(owner(type(ToolPolicy.class))))
            .because("the auth configs' rules belong to it as well (R61)");

    /** The second is the probe of a credential, which the toolkit's file defines and no caller chooses. */
    @ArchTest
    static final ArchRule toolsRunThroughOneDoor = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.patchbay.gateway.call.CallTool")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.gateway.connect.CredentialProbe")
            .and()
            .resideInAPackage("dev.patchbay.gateway..")
            .should()
            .callMethodWhere(target(owner(type(HttpUpstream.class))))
            .because("policy, account and record of a call stand in front of it (R61)");

    /**
     * Work without a tenant sees no tenant's rows; so that it is never an accident, whoever does it stands here: keys of the
     * installation and of operators, which of them wrap what, the list of tenants for jobs, and deleting what has
     * expired, which policies of their own allow without showing it.
     */
    @ArchTest
    static final ArchRule workWithoutATenantIsOnPurpose = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.patchbay.authstore.crypto.SystemKeys")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.authstore.crypto.KeyRewrap")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.authstore.crypto.KeyUsage")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.gateway.session.SigningKeys")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.authstore.tenancy.TenantTransactions")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.authstore.token.AdminKeys")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.authstore.token.ApiKeys")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.authstore.token.ConnectLinks")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.authstore.jpa.TenantRepository")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.authstore.file.StoredFiles")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.authstore.request.IdempotentRequests")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.authstore.exchange.WaitingAnswers")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.authstore.exchange.CarriedStates")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.gateway.mcp.state.ProtocolSessions")
            .should()
            .callMethodWhere(target(owner(type(TenantTransactions.class)))
                    .and(target(name("system"))
                            .or(target(name("forJob")))
                            .or(target(name("withApiKeyHash")))
                            .or(target(name("withLinkHash")))))
            .because("jobs run per tenant or under a narrow policy (R04)");

    /**
     * The start asks for the role's powers and the server's settings and keeps the installation's one row, all before there is
     * a tenant; a chain's table works on the connection of the transaction around it, which is bound.
     */
    @ArchTest
    static final ArchRule onlyTransactionsSetTheTenant = noClasses()
            .that()
            .resideOutsideOfPackages("dev.patchbay.authstore.tenancy..", "dev.patchbay.gateway.boot..")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.gateway.start.RuntimeRole")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.gateway.start.FirstStart")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.gateway.start.DurableDatabase")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.gateway.audit.AuditTable")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(DataSource.class)
            .because("a connection beside them would have no tenant, or somebody's (R03)");

    /** A connection without the pool belongs to nobody: it hears signals, and runs no statement that names a table. */
    @ArchTest
    static final ArchRule oneClassConnectsBesideThePool = noClasses()
            .that()
            .resideInAnyPackage("dev.patchbay.gateway..", "dev.patchbay.authstore..")
            .and()
            .resideOutsideOfPackage("dev.patchbay.gateway.boot..")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.gateway.mcp.state.Signals")
            .should()
            .dependOnClassesThat(type(java.sql.Driver.class)
                    .or(type(java.sql.DriverManager.class))
                    .or(resideInAPackage("org.postgresql..")))
            .because("it would have no tenant, or somebody's (R03)");

    @ArchTest
    static final ArchRule onlyTheWayOutOpensEgress = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.patchbay.gateway.connect.AccountEgress")
            .and()
            .resideOutsideOfPackage("dev.patchbay.gateway.egress..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(EgressGate.class);

    @ArchTest
    static final ArchRule tablesStayInJpaPackages = classes()
            .that()
            .areAnnotatedWith(jakarta.persistence.Entity.class)
            .should()
            .resideInAPackage("..jpa..")
            .andShould()
            .notBePublic();

    @ArchTest
    static final ArchRule constructorsNotFields = noFields().should().beAnnotatedWith("jakarta.inject.Inject");

    @ArchTest
    static final ArchRule timeComesFromAClock = noClasses()
            .that()
            .resideInAPackage("dev.patchbay..")
            .and()
            .resideOutsideOfPackage("dev.patchbay.simulator..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("expiry must be testable and one clock must decide (R68)");

    @ArchTest
    static final ArchRule oneClassMakesTheClock = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.patchbay.gateway.start.Components")
            .and()
            // ServiceLoader makes behaviours and hands them nothing; the two that need the time take a clock in their
            // tests.
            .resideOutsideOfPackages("dev.patchbay.simulator..", "dev.patchbay.backendless..")
            .should()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone");
}
