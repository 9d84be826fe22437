package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Fixless audits and the training attempts of labellers, oldest first. */
record Quality(List<ObjectNode> audits, List<ObjectNode> attempts) {
    Quality() {
        this(new ArrayList<>(), new ArrayList<>());
    }
}
