package dev.patchbay.gateway;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.tenancy.RecentReads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What outlives a request and is shared by all of them: caches, maps in flight, queues. Each must be keyed by tenant, or stand
 * in the list with the reason why it needs not (R06).
 */
class SharedStateTest {
    private static final Map<String, String> WITHOUT_A_TENANT = Map.ofEntries(
            entry("authstore.crypto.SystemKeys.unwrapped", "keys of the installation, by purpose"),
            entry("authstore.tenancy.RecentReads.cache", "its users' keys are looked at instead"),
            entry("authstore.token.ApiKeys.recent", "by the hash of a whole key, which belongs to one tenant"),
            entry("authstore.token.AdminKeys.recent", "by the hash of a whole key, which belongs to no tenant"),
            entry("authstore.crypto.DataKeyRotation.rows", "the kinds of sealed rows, never changed"),
            entry("authstore.crypto.KeyUsage.lost", "ids of keys that the operator named, never changed"),
            entry("gateway.audit.AuthenticationFailures.counts", "numbers, by kinds that say whose credential it was"),
            entry("gateway.egress.AnswerHead.REDIRECTS", "statuses, never changed"),
            entry("gateway.egress.AnswerHead.TOLD", "names of headers, never changed"),
            entry("gateway.egress.AnswerHead.TOLD_TOO", "beginnings of names of headers, never changed"),
            entry("gateway.egress.RawRequests.NOT_THE_CALLERS", "names of headers, never changed"),
            entry("gateway.egress.RawRequests.NOT_THE_CALLERS_EITHER", "beginnings of names of headers, never changed"),
            entry("gateway.leaks.LeakedKeys.waiting", "whole keys, each of which belongs to one tenant"),
            entry("gateway.egress.RequestAssembly.RESERVED", "names of headers, never changed"),
            entry("gateway.meta.ToolSchemas.PARTS", "names of parts of a schema, never changed"),
            entry("gateway.mcp.ModernEra.GONE", "names of methods, never changed"),
            entry("gateway.mcp.ModernEra.known", "names of methods, never changed"),
            entry("gateway.mcp.ModernEra.LASTS", "names of methods, never changed"),
            entry("gateway.mcp.ModernEra.ROUNDS", "names of methods, never changed"),
            entry("gateway.mcp.ModernEra.SPOKEN", "names of revisions, never changed"),
            entry("gateway.mcp.SessionMethods.OFFERED", "names of methods, never changed"),
            entry("gateway.mcp.SessionMethods.rendered", "the catalogue's tools, the same for every tenant"),
            entry("gateway.rest.Pages.PAGING", "names of parameters, never changed"),
            entry("gateway.session.Origins.own", "the gateway's own addresses, never changed after the start"),
            entry(
                    "gateway.session.Origins.welcome",
                    "addresses that the operator allowed, never changed after the start"),
            entry("gateway.tenancy.PresentedCredentials.FOREIGN_MODES", "names of headers, never changed"),
            entry("gateway.tenancy.PresentedCredentials.QUERY_NAMES", "names of parameters, never changed"));

    @Test
    void whatRequestsShareIsKeyedByTenant() {
        var classes = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages("dev.patchbay.gateway", "dev.patchbay.authstore");
        var unkeyed = classes.stream()
                .flatMap(owner -> owner.getFields().stream())
                .filter(SharedStateTest::isShared)
                .filter(field -> !isKeyedByTenant(field))
                .map(field -> field.getFullName().replace("dev.patchbay.", ""))
                .toList();

        assertThat(unkeyed)
                .as(
                        "shared state whose key has no TenantId: give it one, or say in WITHOUT_A_TENANT why none is needed")
                .allSatisfy(field -> assertThat(WITHOUT_A_TENANT).containsKey(field));
        assertThat(WITHOUT_A_TENANT.keySet())
                .as("reasons for what is not there any more")
                .isSubsetOf(unkeyed);
    }

    /** Held by a bean of the application or by a class, and able to hold something new. */
    private static boolean isShared(JavaField field) {
        var type = field.getRawType();
        if (type.isAssignableTo(RecentReads.class) || type.isAssignableTo(Cache.class)) {
            return true;
        }
        var holds = type.isAssignableTo(Map.class)
                || type.isAssignableTo(Collection.class)
                || type.isAssignableTo(ThreadLocal.class);
        var isStatic = field.getModifiers().contains(JavaModifier.STATIC);
        return holds
                && (isStatic || field.getOwner().isAnnotatedWith(ApplicationScoped.class))
                && mayGrow(field.getOwner());
    }

    /** A class that makes none of these holds only lists and maps that were copied, which cannot change. */
    private static boolean mayGrow(JavaClass owner) {
        return owner.getConstructorCallsFromSelf().stream()
                .map(call -> call.getTargetOwner())
                .anyMatch(made -> made.getPackageName().startsWith("java.util")
                        && (made.isAssignableTo(Map.class)
                                || made.isAssignableTo(Collection.class)
                                || made.isAssignableTo(ThreadLocal.class)));
    }

    private static boolean isKeyedByTenant(JavaField field) {
        return field.getType() instanceof JavaParameterizedType generic
                && !generic.getActualTypeArguments().isEmpty()
                && namesTenant(generic.getActualTypeArguments().getFirst());
    }

    private static boolean namesTenant(JavaType key) {
        var type = key.toErasure();
        return type.isEquivalentTo(TenantId.class)
                || (type.isAssignableTo(Record.class)
                        && type.getFields().stream()
                                .anyMatch(field -> field.getRawType().isEquivalentTo(TenantId.class)));
    }
}
