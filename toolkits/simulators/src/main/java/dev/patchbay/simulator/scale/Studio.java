package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who works on what, in which groups, and which batch first. */
final class Studio {
    private final Map<String, Set<String>> projectsByEmail = new LinkedHashMap<>();
    private final Map<String, Map<String, ObjectNode>> groupsByProject = new LinkedHashMap<>();
    private final List<String> order = new ArrayList<>();

    Set<String> projectsOf(String email) {
        return projectsByEmail.computeIfAbsent(email, _ -> new LinkedHashSet<>());
    }

    /** By name, oldest first. */
    Map<String, ObjectNode> groupsOf(String project) {
        return groupsByProject.computeIfAbsent(project, _ -> new LinkedHashMap<>());
    }

    /** Names of batches as they were last put into order; empty for the order by default. */
    List<String> order() {
        return List.copyOf(order);
    }

    void setOrder(List<String> names) {
        order.clear();
        order.addAll(names);
    }
}
