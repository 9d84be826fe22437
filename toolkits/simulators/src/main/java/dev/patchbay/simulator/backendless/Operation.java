package dev.patchbay.simulator.backendless;

/** What a permission can be about. The codes of a refusal are one family; only the first is published. */
enum Operation {
    ADD(1011),
    UPDATE(1012),
    FIND(1013),
    REMOVE(1014),
    DESCRIBE(1015),
    PERMISSION(1016),
    LOAD_RELATIONS(1018),
    ADD_RELATION(1019),
    DELETE_RELATION(1021),
    UPSERT(1022);

    private final int code;

    Operation(int code) {
        this.code = code;
    }

    Refusal refusal(String table) {
        return Refusal.of(code, "User has no permission to " + name() + " in table " + table);
    }
}
