package dev.patchbay.simulator.demo;

/** Lines to paste, so that the session just opened can be used from a shell or an MCP client. */
final class Paste {
    private Paste() {}

    static String of(DemoSession session) {
        return """

                Use this session yourself:

                export PATCHBAY_TOKEN='%2$s'

                curl -s %1$s \\
                  -H "Authorization: Bearer $PATCHBAY_TOKEN" -H 'Content-Type: application/json' \\
                  -H 'Accept: application/json, text/event-stream' \\
                  -d '{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{}}'

                # Codex, in ~/.codex/config.toml:
                [mcp_servers.patchbay]
                url = "%1$s"
                bearer_token_env_var = "PATCHBAY_TOKEN"

                # Claude Code:
                claude mcp add --transport http patchbay %1$s --header "Authorization: Bearer $PATCHBAY_TOKEN"
                """.formatted(session.url(), session.token());
    }
}
