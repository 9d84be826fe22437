package dev.patchbay.authstore.connection;

import dev.patchbay.toolkit.ToolkitSlug;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;

/** Makes readable names of accounts, e.g. {@code scale_ai_red-castle}. They identify, they protect nothing. */
@ApplicationScoped
public class WordIds {
    private static final List<String> QUALITIES = List.of(
            "amber", "brave", "brisk", "bright", "calm", "clear", "copper", "coral", "crisp", "deep", "early", "fair",
            "fleet", "fresh", "gentle", "golden", "grand", "green", "honest", "jolly", "keen", "kind", "late", "light",
            "lucky", "mellow", "merry", "mild", "noble", "olive", "pale", "plain", "proud", "quick", "quiet", "red",
            "royal", "sharp", "silver", "smooth", "steady", "sunny", "swift", "tidy", "warm", "white", "wild", "wise");
    private static final List<String> THINGS = List.of(
            "anchor", "apple", "arrow", "badge", "barn", "beacon", "bell", "birch", "bridge", "brook", "castle",
            "cedar", "cliff", "cloud", "comet", "cove", "crane", "delta", "falcon", "fern", "field", "forest", "garden",
            "glade", "harbor", "hill", "island", "lake", "lantern", "maple", "meadow", "mill", "moon", "oak", "orchard",
            "otter", "pebble", "pine", "planet", "pond", "raven", "reef", "river", "robin", "sail", "stone", "tower",
            "valley");
    private static final int PLAIN_TRIES = 20;

    private final SecureRandom random;

    WordIds(SecureRandom random) {
        this.random = random;
    }

    /** A name that is not among those taken; a number is added when free pairs become rare. */
    public String next(ToolkitSlug toolkit, Set<String> taken) {
        for (int tries = 0; ; tries++) {
            var name = toolkit + "_" + any(QUALITIES) + "-" + any(THINGS);
            var candidate = tries < PLAIN_TRIES ? name : name + "-" + random.nextInt(1_000_000);
            if (!taken.contains(candidate)) {
                return candidate;
            }
        }
    }

    private String any(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
