package dev.patchbay.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** How an example says that its call ends. */
public sealed interface Ending {

    record Gives(JsonNode result) implements Ending {}

    /**
     * @param saying texts that the caller can read in the failure, advice included
     */
    record Fails(Cause cause, List<String> saying) implements Ending {
        public Fails {
            saying = List.copyOf(saying);
        }
    }

    /** Which failure it is. */
    sealed interface Cause {
        record Refused(int status) implements Cause {}

        /** {@code argument} is blamed, as a whole or in part. */
        record Invalid(String argument) implements Cause {}

        record Unavailable() implements Cause {}
    }
}
