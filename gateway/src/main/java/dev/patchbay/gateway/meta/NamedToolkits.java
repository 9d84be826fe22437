package dev.patchbay.gateway.meta;

import dev.patchbay.gateway.call.ToolScope;
import dev.patchbay.gateway.call.VisibleTools;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;

/** Toolkits that an agent names, within what its session may use. */
@ApplicationScoped
class NamedToolkits {
    private static final int LONGEST = 64;

    private final VisibleTools tools;

    NamedToolkits(VisibleTools tools) {
        this.tools = tools;
    }

    /** @return the toolkit; {@link Failure.InvalidArguments} where there is none of that name */
    Outcome<Toolkit> find(MetaTool asking, ToolScope scope, String name) {
        return tools.toolkit(name)
                .map(toolkit -> tools.refusal(scope, toolkit)
                        .<Outcome<Toolkit>>map(
                                rule -> Outcome.failed(new Failure.Restricted("toolkit " + toolkit.slug(), rule)))
                        .orElseGet(() -> Outcome.ok(toolkit)))
                .orElseGet(() -> Outcome.failed(new Failure.InvalidArguments(
                        asking.slug(), List.of(new Violation("toolkits", unknown(name, scope))))));
    }

    private String unknown(String name, ToolScope scope) {
        return "there is no toolkit \"" + (name.length() > LONGEST ? name.substring(0, LONGEST) + "…" : name)
                + "\"; this session can use "
                + tools.toolkits(scope).stream()
                        .map(toolkit -> toolkit.slug().value())
                        .collect(Collectors.joining(", "))
                + ".";
    }
}
