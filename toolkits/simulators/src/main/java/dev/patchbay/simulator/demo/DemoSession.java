package dev.patchbay.simulator.demo;

/**
 * What the tour ends with and the user starts with.
 *
 * @param url the session's MCP address
 * @param token opens that session and nothing else
 */
record DemoSession(String url, String token) {}
