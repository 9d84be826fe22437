package dev.patchbay.authstore.request;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** What is sealed of a request: which it was, and its answer once there is one. */
@SuppressWarnings("ArrayRecordComponent") // a carrier; nobody compares it
record RequestRecord(byte[] fingerprint, Optional<KeptAnswer> answer) {
    static final int FINGERPRINT = 32;

    byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.write(fingerprint);
            out.writeBoolean(answer.isPresent());
            if (answer.isPresent()) {
                out.writeShort(answer.get().status());
                out.writeUTF(answer.get().contentType());
                out.writeBoolean(answer.get().body().isPresent());
                out.write(answer.get().body().orElseGet(() -> new byte[0]));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static RequestRecord of(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var fingerprint = in.readNBytes(FINGERPRINT);
            return new RequestRecord(fingerprint, in.readBoolean() ? Optional.of(answer(in)) : Optional.empty());
        } catch (IOException impossible) { // it opened, so it is as it was written
            throw new UncheckedIOException(impossible);
        }
    }

    private static KeptAnswer answer(DataInputStream in) throws IOException {
        var status = in.readShort();
        var contentType = in.readUTF();
        return new KeptAnswer(
                status, contentType, in.readBoolean() ? Optional.of(in.readAllBytes()) : Optional.empty());
    }
}
