package dev.patchbay.catalog.search;

import dev.patchbay.catalog.SearchText;
import dev.patchbay.catalog.ToolEntry;
import dev.patchbay.toolkit.Hints;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.ToolkitSlug;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A few tools to be found. */
final class Workshop {
    private static final Hints READS = new Hints(true, false, true, true);
    private static final Hints CHANGES = new Hints(false, false, false, true);

    private Workshop() {}

    static List<ToolEntry> tools() {
        return List.of(
                tool("SHOP_LIST_LAMPS", "List Lamps", "Lists all lamps. To light one use SHOP_LIGHT_LAMP.", READS),
                tool("SHOP_GET_LAMP", "Get Lamp", "Reads one lamp.", READS),
                tool("SHOP_LIGHT_LAMP", "Light Lamp", "Turns a lamp on.", CHANGES, "make it bright in the kitchen"),
                tool("SHOP_DELETE_LAMP", "Delete Lamp", "Takes a lamp out of the house.", CHANGES),
                tool("SHOP_REGISTER_GUEST", "Register Guest", "Writes a guest into the book.", CHANGES),
                tool("SHOP_SEND_LETTER", "Send Letter", "Sends a letter by mail.", CHANGES),
                also("SHOP_GET_LIGHT", "Get Light", "SHOP_GET_LAMP"));
    }

    private static ToolEntry tool(String slug, String title, String about, Hints hints, String... asks) {
        return entry(slug, title, about, hints, Optional.empty(), List.of(asks));
    }

    private static ToolEntry also(String slug, String title, String first) {
        return entry(slug, title, "Reads one lamp.", READS, Optional.of(new ToolSlug(first)), List.of());
    }

    private static ToolEntry entry(
            String slug, String title, String about, Hints hints, Optional<ToolSlug> first, List<String> asks) {
        var text = new SearchText(
                "Workshop", List.of("id"), asks, Map.of("lamp", List.of("bulb", "torch"), "guest", List.of("visitor")));
        return new ToolEntry(new ToolSlug(slug), new ToolkitSlug("workshop"), title, about, hints, false, first, text);
    }
}
