package dev.patchbay.gateway.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MainRowsTest {

    @Test
    @Timeout(20)
    void veryManyArraysAreWeighedOnceEach() {
        var data = manyArrays(350_000);

        assertThat(MainRows.of(data)).isEmpty();
    }

    @Test
    void theRowsAreThoseOfHalfTheWeightWhereverTheyStand() {
        var data = manyArrays(100);
        assertThat(MainRows.of(data)).isEmpty();

        data.putObject("below").putObject("that").set("rows", Data.tasks(100).get("tasks"));
        assertThat(MainRows.of(data)).hasValueSatisfying(rows -> {
            assertThat(rows.path()).isEqualTo("below.that.rows");
            assertThat(rows.count()).isEqualTo(100);
        });
    }

    /** One of them much larger than the others, and a text, without which they would be rows by their names. */
    private static ObjectNode manyArrays(int count) {
        var data = JsonNodeFactory.instance.objectNode().put("text", "not a map");
        var large = data.putArray("large");
        IntStream.range(0, count).forEach(i -> {
            large.add(1);
            data.putArray("array" + i).add(1).add(2);
        });
        return data;
    }
}
