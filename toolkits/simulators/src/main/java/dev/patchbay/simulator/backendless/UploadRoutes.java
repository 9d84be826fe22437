package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.patchbay.simulator.backendless.FileAccess.Right;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Body;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Multipart;
import dev.patchbay.simulator.http.Routes;
import java.util.Base64;
import java.util.List;

/** What puts bytes into the file storage: as base64, as plain text, as a form, or named by an address; and new directories. */
final class UploadRoutes {
    private UploadRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("PUT", "/files/binary/**", call -> save(call, base64(call)));
        routes.add("PUT", "/files/append/binary/**", call -> append(call, base64(call)));
        routes.add(
                "PUT", "/files/append/**", call -> append(call, call.request().body()));
        routes.add("POST", "/files/append/**", call -> append(call, uploaded(call)));
        routes.add("POST", "/files/**", UploadRoutes::post);
    }

    /** Without a body it is a directory that is wanted. */
    private static Answer post(Call call) {
        if (!call.request().body().isEmpty()) {
            return upload(call, uploaded(call));
        }
        List<String> path = FilePaths.checked(call.rest());
        FileAccess.require(call, Right.WRITE, path);
        call.application().files().createDirectory(path, call.application().now());
        return Call.nothing();
    }

    private static Answer upload(Call call, Body content) {
        write(call, content);
        return Call.answer(Json.object().put("fileURL", FilePaths.publicUrl(call, call.rest())));
    }

    private static Answer save(Call call, Body content) {
        write(call, content);
        return Call.answer(TextNode.valueOf(FilePaths.publicUrl(call, call.rest())));
    }

    private static Answer append(Call call, Body more) {
        var before = call.application()
                .files()
                .find(call.rest())
                .map(FileEntry::content)
                .orElse(Body.EMPTY);
        byte[] bytes = new byte[(int) (before.length() + more.length())];
        System.arraycopy(before.bytes(), 0, bytes, 0, (int) before.length());
        System.arraycopy(more.bytes(), 0, bytes, (int) before.length(), (int) more.length());
        put(call, Body.of(bytes));
        return Call.answer(TextNode.valueOf(FilePaths.publicUrl(call, call.rest())));
    }

    /** Over an existing file only when asked to. The code for the refusal is not documented; the family of copies is used. */
    private static void write(Call call, Body content) {
        if (!call.flag("overwrite")
                && call.application().files().find(call.rest()).isPresent()) {
            throw Refusal.of(Codes.FILE_EXISTS, "Target exists: " + FileEntry.url(call.rest()));
        }
        put(call, content);
    }

    private static void put(Call call, Body content) {
        List<String> path = FilePaths.checked(call.rest());
        FileAccess.require(call, Right.WRITE, path);
        call.application().files().write(path, content, call.application().now());
    }

    private static Body base64(Call call) {
        try {
            return Body.of(Base64.getMimeDecoder().decode(call.request().body().text()));
        } catch (IllegalArgumentException _) {
            throw Refusal.of(Codes.MALFORMED, "The body is not base64");
        }
    }

    /**
     * A form's file; or, of a JSON body with an address, that address as text: the real service would fetch it, and this
     * simulator opens no connection.
     */
    private static Body uploaded(Call call) {
        String type = call.request().header("content-type").orElse("");
        if (type.startsWith("multipart/form-data")) {
            return Multipart.parse(type, call.request().body()).stream()
                    .flatMap(form -> form.parts().stream())
                    .filter(part -> part.fileName().isPresent())
                    .map(Multipart.Part::content)
                    .findFirst()
                    .orElseThrow(() -> Refusal.of(Codes.MALFORMED, "The form holds no file"));
        }
        return Body.of(call.required("url"));
    }
}
