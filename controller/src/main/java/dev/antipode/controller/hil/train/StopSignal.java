package dev.antipode.controller.hil.train;

/** Whether somebody wants it to end. */
@FunctionalInterface
interface StopSignal {
    boolean stopped();
}
