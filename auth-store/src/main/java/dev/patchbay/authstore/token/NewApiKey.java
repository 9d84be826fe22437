package dev.patchbay.authstore.token;

/**
 * A key just made.
 *
 * @param text the key itself; it is not kept and cannot be shown again
 */
public record NewApiKey(String id, String text) {

    @Override
    public String toString() {
        return "NewApiKey[" + id + "]";
    }
}
