package dev.antipode.controller.law;

/**
 * A control law with gains that a person has tuned for a task.
 *
 * @param name of the law
 * @param law the law
 * @param gains one number a gain, in order; belong to the record, not to be modified
 */
public record TunedLaw(String name, ControlLaw<?, ?, ?, ?> law, double[] gains) {
    /**
     * Whether it is a PID.
     *
     * @return true for a {@link Pid}
     */
    public boolean pid() {
        return law instanceof Pid;
    }
}
