package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.patchbay.simulator.http.Answer;
import java.util.List;
import java.util.stream.Stream;

/** Reading paths out of requests and writing them into answers. */
final class FilePaths {
    private FilePaths() {}

    static List<String> parse(String path) {
        return checked(
                Stream.of(path.split("/", -1)).filter(name -> !name.isEmpty()).toList());
    }

    static List<String> checked(List<String> path) {
        for (String name : path) {
            if (name.equals(".") || name.equals("..") || name.matches(".*['\"<>%].*")) {
                throw Refusal.of(Codes.FORBIDDEN_CHARACTERS, "Path contains prohibited characters");
            }
        }
        return path;
    }

    static String publicUrl(Call call, List<String> path) {
        return FileEntry.publicUrl(path, root(call));
    }

    static String root(Call call) {
        return call.request().origin() + call.base() + "/files";
    }

    /** The answer of operations that tell where something is now. */
    static Answer answer(Call call, List<String> path) {
        String url = FileEntry.url(path);
        return switch (call.application().options().text(Option.PATH_ANSWER)) {
            case "bare" -> Answer.text(200, "text/plain; charset=utf-8", url);
            case "url" -> Call.answer(TextNode.valueOf(publicUrl(call, path)));
            default -> Call.answer(TextNode.valueOf(url));
        };
    }
}
