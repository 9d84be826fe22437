package dev.patchbay.gateway.egress;

import dev.patchbay.toolkit.FileContent;
import dev.patchbay.toolkit.UpstreamRequest.FilePart;
import dev.patchbay.toolkit.UpstreamRequest.Header;
import dev.patchbay.toolkit.UpstreamRequest.Part;
import dev.patchbay.toolkit.UpstreamRequest.TextPart;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A {@code multipart/form-data} body (RFC 7578): the framing in memory, the files where they are. Its length is known before
 * anything is read.
 */
final class MultipartBody implements OutgoingBody {
    /** A stretch of the body. */
    sealed interface Piece {
        @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
        record Text(byte[] bytes) implements Piece {}

        record File(FileContent content) implements Piece {}
    }

    private final String boundary;
    private final List<Piece> pieces;

    private MultipartBody(String boundary, List<Piece> pieces) {
        this.boundary = boundary;
        this.pieces = List.copyOf(pieces);
    }

    /** Refused where a content type would not fit into one line. */
    static Checked<MultipartBody> of(List<Part> parts, String boundary) {
        var pieces = new ArrayList<Piece>();
        for (Part part : parts) {
            Optional<String> type = type(part);
            if (type.filter(text -> !RequestAssembly.isPlainAscii(text)).isPresent()) {
                return Checked.refused(Refusal.HEADER);
            }
            pieces.add(text("--" + boundary + "\r\ncontent-disposition: form-data; name=\"" + quoted(part.name()) + "\""
                    + fileName(part)
                    + type.map(text -> "\r\ncontent-type: " + text).orElse("") + "\r\n\r\n"));
            pieces.add(content(part));
            pieces.add(text("\r\n"));
        }
        pieces.add(text("--" + boundary + "--\r\n"));
        return Checked.passed(new MultipartBody(boundary, pieces));
    }

    List<Header> headers() {
        return List.of(
                new Header("content-type", "multipart/form-data; boundary=" + boundary),
                new Header("content-length", String.valueOf(length())));
    }

    long length() {
        return pieces.stream()
                .mapToLong(piece -> switch (piece) {
                    case Piece.Text(byte[] bytes) -> bytes.length;
                    case Piece.File(FileContent file) -> file.length();
                })
                .sum();
    }

    /**
     * From the beginning. Reading ends in {@link ExactFile.WrongLength} where a file is not as long as it said, and before the
     * body is complete.
     */
    InputStream open() {
        return new ChainedStreams(pieces.stream()
                .<ChainedStreams.Opening>map(piece -> switch (piece) {
                    case Piece.Text(byte[] bytes) -> () -> new ByteArrayInputStream(bytes);
                    case Piece.File(FileContent file) -> () -> new ExactFile(file.open(), file.length());
                })
                .toList());
    }

    private static Optional<String> type(Part part) {
        return switch (part) {
            case TextPart text -> text.contentType();
            case FilePart file -> Optional.of(file.file().mimetype());
        };
    }

    private static String fileName(Part part) {
        return switch (part) {
            case TextPart ignored -> "";
            case FilePart file -> "; filename=\"" + quoted(file.file().name()) + "\"";
        };
    }

    private static Piece content(Part part) {
        return switch (part) {
            case TextPart text -> text(text.text());
            case FilePart file -> new Piece.File(file.file());
        };
    }

    /** As browsers do (WHATWG HTML, multipart form data): services decode that, and not RFC 2231 or backslashes. */
    private static String quoted(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static Piece text(String text) {
        return new Piece.Text(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "MultipartBody[" + length() + " bytes]";
    }
}
