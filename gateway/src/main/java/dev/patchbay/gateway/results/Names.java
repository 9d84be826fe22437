package dev.patchbay.gateway.results;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Pattern;

/** Names of members as a JMESPath expression spells them. */
final class Names {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private Names() {}

    static boolean isPlain(String name) {
        return PLAIN.matcher(name).matches();
    }

    static String spelled(String name) {
        return isPlain(name) ? name : TextNode.valueOf(name).toString();
    }

    static String child(String path, String name) {
        return path.isEmpty() ? spelled(name) : path + "." + spelled(name);
    }
}
