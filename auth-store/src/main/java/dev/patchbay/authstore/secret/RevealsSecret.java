package dev.patchbay.authstore.secret;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the few methods that may look at a plaintext; {@link Secret#reveal} compiles nowhere else. Grep it to audit them. */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface RevealsSecret {
    /** Why this method needs the plaintext. */
    String value();
}
