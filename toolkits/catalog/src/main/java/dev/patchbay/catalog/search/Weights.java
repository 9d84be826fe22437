package dev.patchbay.catalog.search;

/** How much things count. Found on requests-dev.yaml; the figures are flat around them, so no one of them matters much. */
final class Weights {
    /** A word of slug or title. */
    static final double NAME = 4;
    /** Of an example request. */
    static final double ASK = 1.5;
    /** Of the description. */
    static final double DESCRIPTION = 1;
    /** Of the service's name. */
    static final double TOOLKIT = 1;
    /** Of an argument's name. */
    static final double ARGUMENT = 0.6;

    /** The share that a word's synonyms have of its weight. */
    static final double AKIN = 0.4;
    /** What two neighbouring words count as one term. */
    static final double PAIR = 0.45;
    /** What a word counts once more where a tool has it in the same form. */
    static final double WRITTEN = 0.2;
    /** BM25's k1: how soon repetition stops to count. */
    static final double SATURATION = 2.2;
    /** BM25's b: how much a long text is held against a tool. */
    static final double LENGTH = 0.35;

    /** What a word of a request counts whose spelling was corrected. */
    static final double CORRECTED = 0.7;
    /** What a word counts that no tool has, against all of them. */
    static final double UNKNOWN = 0.5;
    /** What the kind of a value counts that a request names. */
    static final double KIND = 0.5;
    /** The share left to a tool that changes where the request wants to read, and the reverse. */
    static final double OTHER_AIM = 0.7;
    /** What the rest of a request counts in one of its steps. */
    static final double CONTEXT = 0.3;
    /** The share of a request that a tool must answer to be found. */
    static final double FLOOR = 0.16;

    private Weights() {}
}
