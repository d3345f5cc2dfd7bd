package dev.antipode.sim;

/** Where a policy finds its parameters. */
public enum ParameterLayout {
    /** One vector in the block for all lanes of a tile: lanes are episodes of one candidate. For neural policies. */
    SHARED,
    /** One row a parameter: every lane may have its own, lanes are candidates times episodes. For few parameters. */
    ROWS
}
