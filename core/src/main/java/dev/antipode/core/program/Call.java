package dev.antipode.core.program;

/** One step of a program or of its derivative. Runs without allocating. */
interface Call {
    /** Runs the call on a frame's tile. */
    void run(Frame frame);

    /** How the call reads in a listing. */
    String text();
}
