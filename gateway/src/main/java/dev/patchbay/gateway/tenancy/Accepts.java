package dev.patchbay.gateway.tenancy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

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
        SESSION_TOKEN
    }
}
