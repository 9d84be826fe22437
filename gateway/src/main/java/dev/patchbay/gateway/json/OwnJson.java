package dev.patchbay.gateway.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads JSON that the gateway wrote itself, as large as it was when it was written: its bounds were those of what it was made
 * from. Numbers keep every digit.
 */
public final class OwnJson {
    private static final int MAX_DEPTH = 1_000;
    private static final int LONGEST_NUMBER = 10_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    // A table of names shared by all calls would keep what services make up.
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private OwnJson() {}

    /** @throws IOException when the stream breaks, or holds no JSON */
    public static JsonNode read(InputStream stream) throws IOException {
        return MAPPER.readTree(stream);
    }
}
