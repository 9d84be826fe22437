package dev.patchbay.simulator.backendless.where;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A row, or a group of rows, that can be asked for the values of an operand: several when a relation leads to several. */
public interface Values {
    List<JsonNode> of(Operand operand);
}
