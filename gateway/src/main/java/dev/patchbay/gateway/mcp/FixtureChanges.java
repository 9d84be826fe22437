package dev.patchbay.gateway.mcp;

import java.util.concurrent.atomic.AtomicInteger;

/** How often the fixture's lists have changed, as it says; what they hold stays the same. On this node only. */
final class FixtureChanges {
    private final AtomicInteger tools = new AtomicInteger();
    private final AtomicInteger prompts = new AtomicInteger();

    void happened(String list) {
        (list.equals("tools") ? tools : prompts).incrementAndGet();
    }

    Methods.Lists lists() {
        return new Methods.Lists(tools.get(), prompts.get(), 0);
    }
}
