package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.patchbay.gateway.meta.MetaTool;
import dev.patchbay.gateway.policy.RouterSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A prompt that a session offers where it offers the tools of the router which the prompt is about. */
@SuppressWarnings("ImmutableEnumChecker") // a List.of() never changes
enum SessionPrompt {
    USE_APPS(
            "use_apps",
            "Use connected apps",
            "Finds the tools that a task needs, connects what is not connected, and runs them",
            "task",
            "What is to be done, in plain words",
            MetaTool.SEARCH_TOOLS,
            MetaTool.MULTI_EXECUTE_TOOL) {
        @Override
        String text(RouterSettings settings, String task) {
            return """
                    Do this with my connected apps: %s

                    1. Call `%s` first, with one query for each step of it. Take slugs and arguments from what it finds; never guess them.
                    2. Where an app is not connected, %s.
                    3. Run the tools with `%s`: together what needs no other's result, the rest afterwards.%s

                    When an error says that the session restricts a tool, stop and tell me. At the end tell me what was done.""".formatted(
                            task,
                            MetaTool.SEARCH_TOOLS.slug(),
                            connecting(settings),
                            MetaTool.MULTI_EXECUTE_TOOL.slug(),
                            offers(settings, MetaTool.READ_RESULT)
                                    ? "\n4. A large result comes as a preview with a handle; read the parts you need with `"
                                            + MetaTool.READ_RESULT.slug() + "`."
                                    : "");
        }

        private static String connecting(RouterSettings settings) {
            return offers(settings, MetaTool.MANAGE_CONNECTIONS)
                    ? "call `" + MetaTool.MANAGE_CONNECTIONS.slug() + "`, show me its link as Markdown, and "
                            + waiting(settings)
                    : "tell me; it is connected in the application that made this session";
        }
    },

    CONNECT_APP(
            "connect_app",
            "Connect an app",
            "Connects your account of an app, or says that it is connected",
            "toolkit",
            "Slug of the app's toolkit",
            MetaTool.MANAGE_CONNECTIONS) {
        @Override
        String text(RouterSettings settings, String toolkit) {
            return """
                    Connect my account of %s.

                    1. Call `%s` with `toolkits` [%s].
                    2. If it is connected, tell me which account it is. If not, show me the link as Markdown, and %s.""".formatted(
                            toolkit, MetaTool.MANAGE_CONNECTIONS.slug(), TextNode.valueOf(toolkit), waiting(settings));
        }
    },

    READ_LARGE_RESULT(
            "read_large_result",
            "Read a large result",
            "Works with a result that was kept because it is large, without reading all of it",
            "handle",
            "Handle of the kept result: res_…",
            MetaTool.READ_RESULT) {
        @Override
        String text(RouterSettings settings, String handle) {
            return """
                    Work with the kept result %1$s without reading all of it. `%2$s` reads parts of it by this `handle`:

                    1. `count` says how many rows there are, `sample` shows a few.
                    2. `path` (JMESPath) picks and filters, `grep` finds a text, `fields` leaves only the members you need.
                    3. `offset` and `limit` give one page after the other; stop when you have what you need.

                    To give its data to another tool, write {"$result": %3$s, "path": "…"} as the argument instead of copying it.""".formatted(handle, MetaTool.READ_RESULT.slug(), TextNode.valueOf(handle));
        }
    };

    private final String word;
    private final String title;
    private final String description;
    private final String argument;
    private final String meaning;
    private final List<MetaTool> about;

    SessionPrompt(String word, String title, String description, String argument, String meaning, MetaTool... about) {
        this.word = word;
        this.title = title;
        this.description = description;
        this.argument = argument;
        this.meaning = meaning;
        this.about = List.of(about);
    }

    /** What it says to an agent, of the tools that these settings offer. */
    abstract String text(RouterSettings settings, String value);

    static Optional<SessionPrompt> offered(RouterSettings settings, String word) {
        return offered(settings).stream()
                .filter(prompt -> prompt.word.equals(word))
                .findFirst();
    }

    static List<SessionPrompt> offered(RouterSettings settings) {
        return Arrays.stream(values())
                .filter(prompt -> prompt.about.stream().allMatch(tool -> offers(settings, tool)))
                .toList();
    }

    String word() {
        return word;
    }

    String title() {
        return title;
    }

    String description() {
        return description;
    }

    /** The name of its one argument, which is required. */
    String argument() {
        return argument;
    }

    /** What the argument is. */
    String meaning() {
        return meaning;
    }

    private static boolean offers(RouterSettings settings, MetaTool tool) {
        return tool.refusal(settings).isEmpty();
    }

    private static String waiting(RouterSettings settings) {
        return offers(settings, MetaTool.WAIT_FOR_CONNECTIONS)
                ? "call `" + MetaTool.WAIT_FOR_CONNECTIONS.slug() + "` until it is connected"
                : "call it again when I say that I have followed it";
    }
}
