package dev.patchbay.gateway.policy;

import dev.patchbay.gateway.json.Members;
import java.util.Optional;

/**
 * Which of the router's own tools a session offers, and when its answers are kept instead of given whole (wire contract 4.1
 * and 4.8).
 *
 * @param search finding tools and reading their schemas
 * @param callbackUrl where a browser goes after connecting, unless a link says otherwise
 * @param linkUrl what takes the place of our own address in links to connect an account
 * @param rawCalls whether requests may be made that no tool describes
 * @param keepsResults whether large answers are kept. The contract ties this to its workbench: without one, answers are whole
 * @param largestInline in characters of JSON; a larger answer is kept
 */
public record RouterSettings(
        boolean search,
        boolean multiExecute,
        boolean manageConnections,
        boolean waitForConnections,
        Optional<String> callbackUrl,
        Optional<String> linkUrl,
        boolean rawCalls,
        boolean keepsResults,
        int largestInline) {
    /** The contract says "about 20 000 characters". */
    private static final int LARGEST_INLINE = 20_000;

    /** Without a session there is nobody whom a kept answer could belong to. */
    public static final RouterSettings OUTSIDE_SESSIONS =
            new RouterSettings(true, true, true, true, Optional.empty(), Optional.empty(), true, false, LARGEST_INLINE);

    static RouterSettings read(Members root) {
        var connections = root.object("manage_connections");
        var workbench = root.object("workbench");
        var offersConnections =
                connections.flatMap(block -> block.flag("enable")).orElse(true);
        var settings = new RouterSettings(
                onlyEnable(root, "search", "enable"),
                onlyEnable(root, "execute", "enable_multi_execute"),
                offersConnections,
                offersConnections
                        && connections
                                .flatMap(block -> block.flag("enable_wait_for_connections"))
                                .orElse(false),
                connections.flatMap(block -> address(block, "callback_url")),
                root.object("experimental").flatMap(RouterSettings::linkUrl),
                workbench.flatMap(block -> block.flag("enable_proxy_execution")).orElse(true),
                workbench.flatMap(block -> block.flag("enable")).orElse(true),
                workbench
                        .flatMap(block -> block.integer("auto_offload_threshold", 1, Integer.MAX_VALUE))
                        .orElse(LARGEST_INLINE));
        connections.ifPresent(block -> {
            block.only("enable", "callback_url", "enable_wait_for_connections", "enable_connection_removal");
            block.flag("enable_connection_removal");
        });
        workbench.ifPresent(block -> {
            block.only("enable", "enable_proxy_execution", "auto_offload_threshold", "sandbox_size");
            block.text("sandbox_size")
                    .filter(size -> !size.matches("standard|medium|large|xlarge"))
                    .ifPresent(size -> block.problem("sandbox_size", "must be standard, medium, large or xlarge"));
        });
        return settings;
    }

    private static boolean onlyEnable(Members root, String block, String member) {
        return root.object(block)
                .map(settings -> {
                    settings.only(member);
                    return settings.flag(member).orElse(true);
                })
                .orElse(true);
    }

    private static Optional<String> address(Members block, String member) {
        return block.text(member).filter(url -> {
            var fits = BrowserAddress.fits(url);
            if (!fits) {
                block.problem(member, BrowserAddress.RULE);
            }
            return fits;
        });
    }

    /** What comes after it in a link is a path. */
    private static Optional<String> linkUrl(Members experimental) {
        var url = address(experimental, "link_url_overwrite");
        if (url.filter(text -> text.contains("?")).isPresent()) {
            experimental.problem("link_url_overwrite", BrowserAddress.RULE + ", and without a query");
        }
        return url;
    }
}
