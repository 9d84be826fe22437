package dev.patchbay.gateway.testhttp;

/** A media type with a name of its own. */
public enum ContentType {
    JSON("application/json"),
    TEXT("text/plain"),
    HTML("text/html"),
    URLENC("application/x-www-form-urlencoded");

    private final String mediaType;

    ContentType(String mediaType) {
        this.mediaType = mediaType;
    }

    @Override
    public String toString() {
        return mediaType;
    }
}
