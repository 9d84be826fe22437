package dev.patchbay.gateway.idempotency;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Put on a method of the tenants' API that executes or creates something: with an {@code Idempotency-Key} it does so once.
 * The method reads its body as {@code byte[]} and answers with JSON.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE}) // the second for the interceptor
public @interface HonoursIdempotencyKey {}
