package dev.patchbay.gateway.testhttp;

import org.eclipse.microprofile.config.ConfigProvider;

/** Where requests to the application under test begin. */
public final class Http {
    private Http() {}

    /** A request to the application under test, unless its address says otherwise. */
    public static RequestSpecification given() {
        return new RequestSpecification();
    }

    public static Response get(String address) {
        return given().get(address);
    }

    /** Of the application under test; another one after each restart of it. */
    public static int port() {
        return ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
    }
}
