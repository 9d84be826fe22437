package dev.patchbay.authstore;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;

/** Makes identifiers: a prefix that says what is named, and 22 random base62 characters (131 bits). */
@ApplicationScoped
public class Ids {
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 22;

    private final SecureRandom random;

    public Ids(SecureRandom random) {
        this.random = random;
    }

    public String next(Kind kind) {
        var id = new StringBuilder(kind.prefix.length() + LENGTH).append(kind.prefix);
        for (int i = 0; i < LENGTH; i++) {
            id.append(BASE62.charAt(random.nextInt(BASE62.length())));
        }
        return id.toString();
    }

    /** What an identifier names. */
    public enum Kind {
        TENANT("pr_"),
        API_KEY("key_"),
        ADMIN_KEY("adk_"),
        AUTH_CONFIG("ac_"),
        ACCOUNT("ca_"),
        SESSION("trs_"),
        EXECUTION("log_"),
        REQUEST("req_"),
        TOKEN("st_"),
        FILE("file_"),
        RESULT("res_"),
        SIGNING_KEY("sig_"),
        LINK("ln_"),
        EXCHANGE("ex_"),
        /** Of the Model Context Protocol; not a session of the API. */
        PROTOCOL_SESSION("mcps_"),
        ANSWER("ans_"),
        STATE("cst_");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }
}
