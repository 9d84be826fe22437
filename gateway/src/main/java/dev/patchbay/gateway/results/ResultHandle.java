package dev.patchbay.gateway.results;

import dev.patchbay.authstore.file.FilePath;
import java.util.regex.Pattern;

/** Names a kept answer within its session: {@code res_} and 22 random base62 characters. A handle, never a credential. */
public record ResultHandle(String value) {
    /** The folder of kept answers among the files of a session. */
    public static final String FOLDER = "results/";

    private static final Pattern FORM = Pattern.compile("res_[A-Za-z0-9]{22}");

    public ResultHandle {
        if (!isValid(value)) {
            throw new IllegalArgumentException("Not a handle of the form res_…");
        }
    }

    /** Whether text from outside can be a handle at all; if not, it is treated like an unknown one. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    /** Where it is among the session's files. */
    public FilePath path() {
        return new FilePath(FOLDER + value + ".json");
    }

    @Override
    public String toString() {
        return value;
    }
}
