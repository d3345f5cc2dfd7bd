package dev.antipode.controller.paper;

/** How a panel's axis is divided. */
public enum PanelScale {
    /** Evenly. */
    LINEAR,
    /** By factors of two. */
    OCTAVES,
    /** By factors of ten. Heights are then kept as decimal logarithms, so that they may be beyond the range of a double. */
    DECADES
}
