package dev.patchbay.gateway;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.patchbay.authstore.connection.CredentialVault;
import dev.patchbay.authstore.crypto.EnvelopeCipher;
import dev.patchbay.gateway.egress.EgressGate;
import dev.patchbay.gateway.tenancy.Caller;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import io.vertx.core.http.HttpClient;
import io.vertx.core.net.NetClient;
import java.net.Socket;
import java.net.URLConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import javax.crypto.Cipher;

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
            .resideOutsideOfPackages("dev.patchbay.gateway.egress..", "dev.patchbay.simulator..")
            .should()
            .dependOnClassesThat(resideInAPackage("java.net.http..")
                    .or(type(HttpClient.class))
                    .or(type(NetClient.class))
                    .or(type(Socket.class))
                    .or(type(URLConnection.class)))
            .because("every address must be vetted (R39)");

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
    static final ArchRule oneClassOpensCredentialsAndOneFiles = noClasses()
            .that()
            .resideOutsideOfPackage("dev.patchbay.authstore.crypto..")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.authstore.connection.CredentialVault")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchbay.authstore.file.SealedChunks")
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
