package dev.patchbay.gateway.tenancy;

import dev.patchbay.authstore.token.Scope;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What an API key must be good for to call a method; of several, one is enough. A method without it is open to no API key at
 * all (R18, R26).
 */
@Repeatable(Needs.AnyOf.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Needs {
    Scope.Area area();

    Scope.Access access();

    /** Several, of which one is enough. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface AnyOf {
        Needs[] value();
    }
}
