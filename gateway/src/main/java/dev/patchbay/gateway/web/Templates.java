package dev.patchbay.gateway.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The pages' templates; that they fit what they are given is checked when the gateway is built. */
@CheckedTemplate(basePath = "connect")
final class Templates {
    private Templates() {}

    static native TemplateInstance form(
            String asker,
            String user,
            boolean shared,
            String toolkit,
            List<ConnectForm.Way> ways,
            List<ConnectForm.Input> needed,
            List<ConnectForm.Input> optional,
            boolean open,
            String focus,
            String problem,
            String way,
            String proof);

    static native TemplateInstance notice(String tone, String title, List<String> text, String next, String label);
}
