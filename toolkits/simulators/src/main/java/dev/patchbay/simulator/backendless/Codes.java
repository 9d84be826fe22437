package dev.patchbay.simulator.backendless;

/** Backendless' own error numbers, as far as this simulator answers with them. */
final class Codes {
    static final int NO_SUCH_ROUTE = 0;
    static final int ENTITY_NOT_FOUND = 1000;
    static final int TABLE_NOT_FOUND = 1009;
    static final int WRONG_APPLICATION = 2002;
    static final int WRONG_LOGIN = 3003;
    static final int LOGIN_EMPTY = 3006;
    static final int PASSWORD_MISSING = 3011;
    static final int IDENTITY_MISSING = 3013;
    static final int IDENTITY_TAKEN = 3033;
    static final int ID_NOT_ALLOWED = 3039;
    static final int BAD_EMAIL = 3040;
    static final int UNKNOWN_TOKEN = 3064;
    static final int FILE_NOT_FOUND = 6000;
    static final int FORBIDDEN_CHARACTERS = 6006;
    static final int FILE_EXISTS = 6018;
    static final int NOT_JSON_TYPE = 8011;

    // The numbers below are made up: the real ones are published nowhere. Change them here when they become known.
    static final int COLUMN_NOT_FOUND = 1054;
    static final int BAD_CLAUSE = 1017;
    static final int BAD_PAGE = 1025;
    static final int MALFORMED = 8001;

    private Codes() {}
}
