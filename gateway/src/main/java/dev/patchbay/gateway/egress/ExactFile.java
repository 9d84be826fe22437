package dev.patchbay.gateway.egress;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A file that is as long as was announced. Anything else is an error before its end is reported. */
final class ExactFile extends FilterInputStream {

    /** The announced length is already sent, so the request cannot be completed. */
    static final class WrongLength extends IOException {
        private final String what;

        private WrongLength(String what) {
            super(what);
            this.what = what;
        }

        String what() {
            return what;
        }
    }

    private long left;

    ExactFile(InputStream in, long length) {
        super(in);
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            if (in.read() >= 0) {
                throw new WrongLength("a file to be sent turned out longer than its length");
            }
            return -1;
        }
        int got = in.read(into, offset, (int) Math.min(length, left));
        if (got < 0) {
            throw new WrongLength("a file to be sent turned out shorter than its length");
        }
        left -= got;
        return got;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
