package dev.patchbay.simulator.backendless;

/**
 * The names and keys of {@code orchard.json}, for tests and the demo. They open nothing but this simulator. A second, almost
 * empty application is there to see that two do not mix; on its own domain it answers to {@link #CELLAR_HOST}.
 */
public final class Orchard {
    public static final String APPLICATION_ID = "0C4A2B1E-7D35-4F90-8A61-3E5D9B7C2F10";
    public static final String REST_API_KEY = "9F1D6E42-58B3-4C07-A2E9-61D4C8B07A35";
    public static final String CLOUD_CODE_KEY = "3B7A90C5-12EE-4D88-9F04-C6A1D2E5B803";

    public static final String CELLAR_ID = "7E21D0B9-3C48-4A6F-B5D2-90F8C1E7A364";
    public static final String CELLAR_KEY = "51C8F3A0-6B9D-4E27-8D14-A7E0B3C29F56";
    public static final String CELLAR_HOST = "cellar.localhost";

    /** The clock at start, in milliseconds. */
    public static final long NOW = 1_760_000_000_000L;

    public static final String IDA = "ida@orchard.test";
    public static final String IDAS_PASSWORD = "Ringo-88!";
    public static final String TOM = "tom@orchard.test";
    public static final String TOMS_PASSWORD = "Plum-77!";

    public static final String DEVELOPER = "dev@orchard.test";
    public static final String DEVELOPERS_PASSWORD = "console-pass";
    public static final String AUTH_KEY = "AUTHKEY-1";

    private Orchard() {}
}
