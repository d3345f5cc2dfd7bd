package dev.antipode.controller.law;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import dev.antipode.sim.FixedPolicy;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.util.List;

/** A {@link ControlLaw} whose gains are constants: nothing of it is trained. Immutable. */
public final class FixedLaw implements FixedPolicy {
    private static final Rows NONE = new Rows("no rows", 0, 0);

    private final String name;
    private final double[] gains;
    private final int memorySize;
    private final Graph graph;

    private FixedLaw(String name, double[] gains, int memorySize, Graph graph) {
        this.name = name;
        this.gains = gains;
        this.memorySize = memorySize;
        this.graph = graph;
    }

    /**
     * Lifts a law with the gains that were tuned by hand for the task, else with its defaults.
     *
     * @param law a class with concrete records
     * @param task whose observation and input records the law uses
     * @return the policy
     * @throws IllegalArgumentException if the records are not the task's, or the law cannot be lifted, naming class, method and line
     */
    public static FixedLaw of(ControlLaw<?, ?, ?, ?> law, TaskModel task) {
        LiftedLaw lifted = new LiftedLaw(law, task);
        double[] defaults = lifted.gains().stream()
                .mapToDouble(scale -> scale.gain().defaultValue())
                .toArray();
        double[] gains = Laws.handTuned(task.name())
                .filter(tuned -> tuned.law().getClass() == law.getClass())
                .map(tuned -> tuned.gains().clone())
                .orElse(defaults);
        return of(lifted, gains);
    }

    /**
     * Lifts a law with given gains.
     *
     * @param law a class with concrete records
     * @param gains one number a gain, in its own unit and within its range
     * @param task whose observation and input records the law uses
     * @return the policy
     * @throws IllegalArgumentException if the records are not the task's, a gain is missing or out of range, or the law cannot be
     *     lifted, naming class, method and line
     */
    public static FixedLaw of(ControlLaw<?, ?, ?, ?> law, double[] gains, TaskModel task) {
        return of(new LiftedLaw(law, task), gains.clone());
    }

    private static FixedLaw of(LiftedLaw lifted, double[] gains) {
        if (gains.length != lifted.gains().size()) {
            throw new IllegalArgumentException(
                    lifted.name() + " has " + lifted.gains().size() + " gains, but " + gains.length + " were given");
        }
        for (int i = 0; i < gains.length; i++) {
            Signal gain = lifted.gains().get(i).gain();
            if (!(gains[i] >= gain.min() && gains[i] <= gain.max())) {
                throw new IllegalArgumentException("gain '" + gain.name() + "' of " + lifted.name() + " is " + gains[i]
                        + ", but its range is " + gain.min() + " to " + gain.max());
            }
        }
        return new FixedLaw(lifted.name(), gains, lifted.memorySize(), lifted.fixed(gains));
    }

    /**
     * The gains.
     *
     * @return one number a gain, in its own unit; a copy
     */
    public double[] gains() {
        return gains.clone();
    }

    @Override
    public int memorySize() {
        return memorySize;
    }

    @Override
    public String fingerprint() {
        return "fixed law " + name + " " + graph.fingerprint();
    }

    /**
     * Appends the calls of one step.
     *
     * @param program where calls are added
     * @param observation the observation in its own units
     * @param memory the law's memory
     * @param command to be written
     */
    public void append(ProgramBuilder program, Rows observation, Rows memory, Rows command) {
        append(program, observation, NONE, memory, command);
    }

    @Override
    public void append(ProgramBuilder program, Rows observation, Rows parameters, Rows memory, Rows command) {
        program.kernel("law", graph, List.of(observation, memory), List.of(command, memory));
    }
}
