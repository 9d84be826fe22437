package dev.patchbay.gateway.egress;

/** The body of a request in the form in which it is sent. */
sealed interface OutgoingBody permits OutgoingBody.Nothing, OutgoingBody.Whole, MultipartBody {
    Nothing NOTHING = new Nothing();

    record Nothing() implements OutgoingBody {}

    /** In memory. Not compared with anything. */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Whole(byte[] bytes) implements OutgoingBody {}
}
