package dev.patchbay.gateway.start;

import dev.patchbay.gateway.session.Origins;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.PrintStream;
import java.nio.file.Path;

/** What the person who started Patchbay reads in the terminal: where it is, where the key is, and what to do next. */
@ApplicationScoped
class Welcome {
    private final Origins origins;
    private final PrintStream terminal = System.out; // this is the program's terminal output, not a log

    Welcome(Origins origins) {
        this.origins = origins;
    }

    /** The only time the key is shown. */
    void firstTime(Path keyFile, String key) {
        terminal.println();
        terminal.println("Patchbay is up for the first time at " + origins.canonical());
        terminal.println();
        terminal.println("  API key   " + key);
        terminal.println("            shown once; also in " + keyFile + ", readable by you only");
        nextSteps(keyFile);
    }

    void back(Path keyFile) {
        terminal.println();
        terminal.println("Patchbay is up at " + origins.canonical() + " with its data as before");
        terminal.println();
        terminal.println("  API key   in " + keyFile);
        nextSteps(keyFile);
    }

    /** The node runs and waits; nothing was written. */
    void waiting(Path keyFile, String problem) {
        terminal.println();
        terminal.println("Patchbay does not serve yet: the key file " + keyFile + " does not belong to this database.");
        terminal.println("  " + problem);
        terminal.println(
                "  Put the right key file in its place; Patchbay then goes on by itself. If it is lost for good, see"
                        + " docs/runbooks/keys.md.");
        terminal.println();
        terminal.flush();
    }

    private void nextSteps(Path keyFile) {
        terminal.println("  Admin key in " + keyFile.resolveSibling("admin-key")
                + ", for ./patchbay admin; opens no tenant's data");
        terminal.println("  Log       " + keyFile.resolveSibling("log").resolve("patchbay.log"));
        terminal.print("""

                  Connect a user's Scale AI account, then create a session for that user:
                    KEY=$(cat '%1$s')
                    AC=$(curl -s %2$s/api/v3.1/auth_configs -H "x-api-key: $KEY" -H 'content-type: application/json' \\
                      -d '{"toolkit":{"slug":"scale_ai"},"auth_config":{"type":"use_custom_auth","authScheme":"API_KEY"}}' \\
                      | sed 's/.*"id":"\\([^"]*\\)".*/\\1/')
                    curl -s %2$s/api/v3.1/connected_accounts -H "x-api-key: $KEY" -H 'content-type: application/json' \\
                      -d '{"auth_config":{"id":"'$AC'"},"connection":{"user_id":"ada","state":{"authScheme":"API_KEY","val":{"api_key":"YOUR SCALE KEY"}}}}'
                    curl -s %2$s/api/v3.1/tool_router/session -H "x-api-key: $KEY" -H 'content-type: application/json' \\
                      -d '{"user_id":"ada"}'

                  Take mcp.url and mcp.bearer_token from the answer and give them to an MCP client:
                    Codex        in ~/.codex/config.toml
                                   [mcp_servers.patchbay]
                                   url = "MCP_URL"
                                   bearer_token_env_var = "PATCHBAY_TOKEN"
                    Claude Code  claude mcp add --transport http patchbay MCP_URL --header "Authorization: Bearer $PATCHBAY_TOKEN"

                """.formatted(keyFile, origins.canonical()));
        terminal.flush();
    }
}
