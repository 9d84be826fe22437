package dev.patchbay.catalog;

import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML 1.2 with the JSON schema and without surprises: {@code no} and {@code 007} are text, keys are text and
 * unique, there is one document, and anchors, aliases and tags are refused. Bounded in size and depth.
 */
public final class StrictYaml {
    static final int MAX_LENGTH = 1 << 20;

    private StrictYaml() {}

    /** Reads {@code text}; {@code file} is only the name that problems carry. Never throws for bad content. */
    public static Reading<Located> read(String file, String text) {
        if (text.length() > MAX_LENGTH) {
            return faulty(file, 1, "has more than " + MAX_LENGTH + " characters; split it");
        }
        var settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(MAX_LENGTH)
                .build();
        try {
            return new YamlTree(file, new Parse(settings).parseString(text).iterator()).read();
        } catch (MarkedYamlEngineException broken) {
            var line = broken.getProblemMark()
                    .or(broken::getContextMark)
                    .map(mark -> mark.getLine() + 1)
                    .orElse(1);
            return faulty(file, line, "is not YAML we read: " + broken.getProblem());
        } catch (ReaderException unreadable) {
            var before = text.substring(0, Math.clamp(unreadable.getPosition(), 0, text.length()));
            var line = 1 + (int) before.chars().filter(c -> c == '\n').count();
            var found = String.format("U+%04X", unreadable.getCodePoint());
            return faulty(file, line, "holds the character " + found + ", which YAML does not allow");
        } catch (YamlEngineException broken) {
            return faulty(file, 1, "is not YAML we read: " + broken.getMessage());
        }
    }

    private static Reading<Located> faulty(String file, int line, String message) {
        var nothing = new Located(file, NullNode.getInstance(), Map.of());
        return Reading.of(nothing, List.of(new Problem(file, line, message)));
    }
}
