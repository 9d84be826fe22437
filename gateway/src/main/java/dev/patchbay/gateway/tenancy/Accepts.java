package dev.patchbay.gateway.tenancy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which credentials a resource takes. Without it, a project API key and nothing else. */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Accepts {
    Credential[] value();

    enum Credential {
        /** {@code x-api-key} */
        API_KEY,
        /** {@code Authorization: Bearer} with a token of the session in the path */
        SESSION_TOKEN,
        /** {@code Authorization: Bearer} with an operator's key; opens the administration and nothing else */
        ADMIN_KEY
    }

    /** Reads the annotation. */
    final class Declared {
        private Declared() {}

        static Set<Credential> by(Class<?> resource) {
            var declared = resource.getAnnotation(Accepts.class);
            return declared == null ? EnumSet.of(Credential.API_KEY) : EnumSet.copyOf(List.of(declared.value()));
        }
    }
}
