package dev.antipode.sim;

/** What reverse mode keeps of the way forward. It decides memory and work; not a bit of a gradient depends on it. */
public enum Tape {
    /** What every step starts from: a state for each step of the window. */
    FULL,
    /**
     * What every so many steps start from, as many as the square root of the window: some two square roots of states in all. On the
     * way back the steps between two of them are run again, which is one more plain step for almost each step of the window (T. Chen,
     * B. Xu, C. Zhang, C. Guestrin, "Training deep nets with sublinear memory cost", 2016, arXiv 1604.06174).
     */
    CHECKPOINTS
}
