package dev.patchbay.authstore.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.toolkit.ToolkitSlug;
import java.security.SecureRandom;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class WordIdsTest {
    private static final ToolkitSlug TOOLKIT = new ToolkitSlug("scale_ai");

    private final WordIds wordIds = new WordIds(new SecureRandom());

    @Test
    void aWordIdIsReadable() {
        assertThat(wordIds.next(TOOLKIT, new HashSet<>())).matches("scale_ai_[a-z]+-[a-z]+");
    }

    @Test
    void oneIsFoundEvenWhenAllPairsAreTaken() {
        var taken = new HashSet<String>();
        for (int i = 0; i < 3000; i++) {
            assertThat(taken.add(wordIds.next(TOOLKIT, taken))).isTrue();
        }
    }
}
