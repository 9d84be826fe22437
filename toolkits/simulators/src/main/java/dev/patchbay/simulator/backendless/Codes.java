package dev.patchbay.simulator.backendless;

/** Backendless' own error numbers, as far as this simulator answers with them. */
final class Codes {
    static final int NO_SUCH_ROUTE = 0;
    static final int CALL_LIMIT = 999;
    static final int TABLE_NOT_FOUND = 1009;
    static final int WRONG_APPLICATION = 2002;
    static final int ROLE_NOT_FOUND = 2005;
    static final int SYSTEM_ROLE_ASSIGNED = 2007;
    static final int SYSTEM_ROLE_UNASSIGNED = 2008;
    static final int WRONG_KIND_OF_KEY = 2011;
    static final int LOGIN_BY_ID = 2014;
    static final int SECOND_LOGIN = 3002;
    static final int WRONG_LOGIN = 3003;
    static final int LOGIN_EMPTY = 3006;
    static final int REGISTRATION_OFF = 3009;
    static final int PASSWORD_MISSING = 3011;
    static final int IDENTITY_MISSING = 3013;
    static final int IDENTITY_OF_ANOTHER = 3018;
    static final int IDENTITY_UNKNOWN = 3020;
    static final int NOT_SIGNED_IN = 3028;
    static final int NOT_YOUR_ACCOUNT = 3029;
    static final int USER_UNKNOWN = 3030;
    static final int IDENTITY_TAKEN = 3033;
    static final int ACCOUNT_LOCKED = 3036;
    static final int ID_NOT_ALLOWED = 3039;
    static final int BAD_EMAIL = 3040;
    static final int TOO_MANY_LOGINS = 3044;
    static final int CLOUD_CODE_ONLY = 3054;
    static final int UNKNOWN_TOKEN = 3064;
    static final int ACCOUNT_DISABLED = 3090;
    static final int PASSWORD_CHECK = 3122;
    static final int FILE_DENIED = 4000;
    static final int MAIL_OFF = 5050;
    static final int FILE_NOT_FOUND = 6000;
    static final int FORBIDDEN_CHARACTERS = 6006;
    static final int SOURCE_NOT_FOUND = 6007;
    static final int FILE_EXISTS = 6018;
    static final int FIELD_MISSING = 8010;
    static final int NOT_JSON_TYPE = 8011;
    static final int NO_MAIL_TEMPLATE = 24002;

    // The numbers below are made up: the real ones are published nowhere. Change them here when they become known.
    static final int COLUMN_NOT_FOUND = 1054;
    static final int BAD_CLAUSE = 1017;
    static final int BAD_PAGE = 1025;
    static final int WRONG_TYPE = 1071;
    static final int MALFORMED = 8001;
    static final int MESSAGE_NOT_FOUND = 5040;
    static final int HIVE_EXISTS = 16001;
    static final int HIVE_NOT_FOUND = 16002;
    static final int HIVE_VALUE = 16003;
    static final int BAD_TIMER = 14001;
    static final int TIMER_NOT_FOUND = 14002;
    static final int TIMER_EXISTS = 14003;

    private Codes() {}
}
