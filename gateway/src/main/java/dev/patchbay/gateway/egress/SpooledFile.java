package dev.patchbay.gateway.egress;

import dev.patchbay.toolkit.FileContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file on disk that lost its name when it was made, so that nobody else can open it and nothing stays after a crash. */
final class SpooledFile implements FileContent {
    private final FileChannel channel;
    private final String name;
    private final String mimetype;
    private long length;

    private SpooledFile(FileChannel channel, String name, String mimetype) {
        this.channel = channel;
        this.name = name;
        this.mimetype = mimetype;
    }

    static SpooledFile create(Path folder, String name, String mimetype) throws IOException {
        Path path = Files.createTempFile(folder, "patchbay-", ".part"); // readable by its owner only
        // The system deletes it as soon as it is open, or where that is impossible when it is closed.
        var channel = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        return new SpooledFile(channel, name, mimetype);
    }

    /** Only before it is handed out. */
    void append(byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            length += channel.write(rest, length);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String mimetype() {
        return mimetype;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public InputStream open() {
        return new InputStream() {
            private long at;

            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int count) throws IOException {
                int got = channel.read(ByteBuffer.wrap(into, offset, count), at);
                at += Math.max(0, got);
                return got;
            }
        };
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException broken) {
            throw new UncheckedIOException("A fetched file cannot be closed", broken);
        }
    }
}
