package dev.patchbay.simulator.backendless;

import java.util.Locale;
import java.util.Optional;

/**
 * Every way in which this simulator can be told to behave differently: because the real service can be configured so, or
 * because nobody has published what the real service does. The first choice, or the number, is how it starts.
 */
public enum Option {
    /** Errors travel with HTTP 200, as the service's own staff said of older versions. */
    LEGACY_200("false", "true"),
    /** Not verified: the status that goes with a wrong application id or key. */
    WRONG_APPLICATION_STATUS(400),
    /** Not verified: the status that goes with a wrong password. */
    WRONG_LOGIN_STATUS(400),
    /** Not verified: the status and the code for a console call without a developer's key. */
    CONSOLE_REFUSED_STATUS(401),
    CONSOLE_REFUSED_CODE(1001),
    /** Not verified: the code for an object that is not there. */
    ENTITY_NOT_FOUND_CODE(1000),
    /** What an address under {@code /api} gets whose host belongs to no application: the first application, or a refusal. */
    UNMAPPED_HOST("default", "refused"),
    /** Calls an application may make in a minute; 0 is any number. The rest gets code 999 with the status below. */
    CALLS_PER_MINUTE(0),
    CALL_LIMIT_STATUS(400),
    /** Ids of new objects and users: a prefix and a number, or UUIDs that are the same in every run. */
    IDS("numbered", "uuid"),

    /** An unknown table or property on save becomes a table or a column; otherwise the property is dropped in silence. */
    DYNAMIC_SCHEMA("true", "false"),
    LARGEST_PAGE(100),
    /** What a find without the right to it gets. Both have been reported. */
    DENIED_FIND("error", "empty"),
    /** Who may set permissions of a whole table. Not documented. */
    TABLE_PERMISSIONS("any_key", "cloud_code_only"),

    REGISTRATION("on", "off"),
    SESSION_IDLE_SECONDS(3600),
    /** What a second login does: end the first session, be refused (3002), or count up to the limit below (3044). */
    SECOND_LOGIN("ends_first", "refused", "limited"),
    LOGINS_AT_ONCE(2),
    /** Wrong passwords in a row after which the account is locked; 0 is never. */
    LOCK_AFTER(0),
    /** Whether somebody who is not signed in may change an account (3028 otherwise). */
    ANONYMOUS_UPDATE("allowed", "refused"),
    MAIL("on", "off"),
    /** Whether password recovery replaces the password and mails the new one, instead of mailing a link. */
    RECOVERY("link", "new_password"),

    /** What copy, move and rename answer: the new path as a JSON text, without quotes, or as an address. */
    PATH_ANSWER("quoted", "bare", "url"),
    /** What a deletion of files answers. */
    DELETE_ANSWER("count", "empty"),
    /** The size a directory has in a listing. */
    DIRECTORY_SIZE("zero", "null", "absent"),
    /** Whether a listing understands the prefixes {@code regex:} and {@code glob:}, which are documented for counts only. */
    LISTING_PATTERN("glob", "prefixed"),
    /** How long readers of the file storage do not see a change. */
    SETTLE_MS(0),

    /** Calls to a hive that was never created. Not documented. */
    UNKNOWN_HIVE("refused", "empty");

    private final String standard;
    /** A regular expression: one of the choices, or a number. */
    private final String values;

    Option(String standard, String... others) {
        this.standard = standard;
        this.values = standard + "|" + String.join("|", others);
    }

    /** Any whole number that is not negative. */
    Option(int standard) {
        this.standard = String.valueOf(standard);
        this.values = "\\d{1,9}";
    }

    static Optional<Option> named(String key) {
        for (Option option : values()) {
            if (option.key().equals(key)) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }

    /** As the control interface spells it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    String standard() {
        return standard;
    }

    boolean accepts(String value) {
        return value.matches(values);
    }
}
