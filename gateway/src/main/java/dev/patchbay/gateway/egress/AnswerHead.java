package dev.patchbay.gateway.egress;

import io.vertx.core.http.HttpClientResponse;
import java.util.Optional;
import java.util.Set;

/** What the head of an answer says about what follows. */
final class AnswerHead {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private AnswerHead() {}

    static boolean isEncoded(HttpClientResponse response) {
        return response.headers().getAll("content-encoding").stream()
                .anyMatch(encoding -> !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity"));
    }

    /** Zero where nothing is declared. */
    static long declaredLength(HttpClientResponse response) {
        String text = response.getHeader("content-length");
        return text != null && text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    /** Where a redirect leads to, as the service wrote it. */
    static Optional<String> location(HttpClientResponse response) {
        return Optional.ofNullable(response.getHeader("location"))
                .filter(_ -> REDIRECTS.contains(response.statusCode()));
    }
}
