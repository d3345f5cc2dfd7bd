package dev.antipode.core.graph;

/** What a node of a graph stands for. */
public enum Type {
    /** A real number. */
    REAL,
    /** A truth value, one a lane. */
    MASK
}
