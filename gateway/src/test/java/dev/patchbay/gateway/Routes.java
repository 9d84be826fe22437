package dev.patchbay.gateway;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Every route that a resource class of ours declares, read from the classes themselves, e.g. {@code GET /api/v3.1/tools}. */
final class Routes {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private Routes() {}

    static SortedSet<String> declared() {
        var routes = new TreeSet<String>();
        for (var resource : new ClassFileImporter().importPath(java.nio.file.Path.of("target/classes"))) {
            path(resource).ifPresent(base -> resource.getMethods().forEach(method -> add(routes, base, method)));
        }
        return routes;
    }

    /** The classes that the tenants' API is made of. */
    static List<Class<?>> resources() {
        var resources = new java.util.ArrayList<Class<?>>();
        for (var resource : new ClassFileImporter().importPath(java.nio.file.Path.of("target/classes"))) {
            path(resource)
                    .filter(base -> base.startsWith("/api/{generation"))
                    .ifPresent(_ -> resources.add(resource.reflect()));
        }
        return resources;
    }

    private static void add(Set<String> routes, String base, JavaMethod method) {
        var path = method.tryGetAnnotationOfType(Path.class).map(Path::value);
        var methods = method.getAnnotations().stream()
                .map(JavaAnnotation::getRawType)
                .filter(type -> type.getPackageName().equals("jakarta.ws.rs") && METHODS.contains(type.getSimpleName()))
                .map(JavaClass::getSimpleName)
                .toList();
        if (methods.isEmpty() && path.isPresent()) {
            throw new AssertionError(method.getFullName()
                    + " has a path and no HTTP method: routes of a class that it may return cannot be listed here");
        }
        methods.forEach(http -> routes.add(http + " " + simplified(base, path.orElse(""))));
    }

    /** One generation stands for all: both are served by the same methods. */
    private static String simplified(String base, String path) {
        var slash = path.isEmpty() || path.startsWith("/") ? "" : "/";
        var whole = (base.startsWith("/") ? "" : "/") + base + slash + path;
        for (var generation : List.of("{generation: v3(\\.1)?}=v3.1", "{generation: (v3/)?}=")) {
            var pair = generation.split("=", 2);
            whole = whole.replace(pair[0], pair[1]);
        }
        return whole;
    }

    private static Optional<String> path(JavaClass resource) {
        return resource.tryGetAnnotationOfType(Path.class).map(Path::value);
    }
}
