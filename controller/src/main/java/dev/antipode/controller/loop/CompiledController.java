package dev.antipode.controller.loop;

import dev.antipode.controller.policy.MlpPolicy;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.core.program.TileLayout;
import dev.antipode.core.random.LaneCounters;
import dev.antipode.sim.Policy;
import dev.antipode.sim.Signal;
import dev.antipode.sim.StatePolicy;
import java.time.Duration;
import java.util.List;

/**
 * A policy compiled for the loop, with memory for some instances of it: one that is live, others that wait with other parameters.
 * A perceptron runs a sample at a time; every other policy the program of a rollout, for one tile.
 */
public final class CompiledController implements AutoCloseable {
    private static final int LANES = Tile.LANE_MULTIPLE;

    private final Engine engine;
    private final SampleCode code;
    private final Workspace workspace;
    private final Instance[] instances;
    private final int observations;
    private final int parameters;

    /**
     * Compiles and allocates.
     *
     * @param policy what commands; not one that has to be told the plant's state
     * @param observations what it observes
     * @param inputs what it commands
     * @param precision of every number
     * @param arithmetic fused or unfused
     * @param kernels which to use; decides no bits
     * @param instances how many sets of parameters, at least 1
     * @param budgetBytes the most memory
     * @throws dev.antipode.core.memory.BudgetExceededException if it takes more
     * @throws IllegalArgumentException if the policy needs more than an observation
     */
    public CompiledController(
            Policy policy,
            List<Signal> observations,
            List<Signal> inputs,
            Precision precision,
            Arithmetic arithmetic,
            KernelMode kernels,
            int instances,
            long budgetBytes) {
        if (policy instanceof StatePolicy) {
            throw new IllegalArgumentException("policy '" + policy.fingerprint()
                    + "' needs the plant's state, which no sensor tells; run one that needs an observation");
        }
        this.observations = observations.size();
        this.parameters = policy.parameterCount();
        this.engine = new Engine(precision, arithmetic, kernels);
        try {
            long stride = Tile.rowStrideBytes(LANES, precision);
            TileLayout layout = new TileLayout(stride);
            this.code = policy instanceof MlpPolicy perceptron
                    ? new PerceptronCode(perceptron, layout, engine)
                    : new TileCode(policy, observations, inputs.size(), layout, engine);
            MemoryPlan.Builder plan = MemoryPlan.builder();
            long scratch = plan.add("controller: scratch", "kernels", engine.scratchBytes());
            long counters = plan.add("controller: lane counters", LANES + " lanes", LaneCounters.bytes(LANES));
            long[] tiles = new long[instances];
            long[] vectors = new long[instances];
            for (int i = 0; i < instances; i++) {
                tiles[i] = plan.add(
                        "controller " + i,
                        code.rowCount() + " rows x " + LANES + " lanes x " + precision,
                        Tile.bytes(code.rowCount(), LANES, precision));
                vectors[i] = plan.add(
                        "controller " + i + ": parameters",
                        parameters + " x " + precision,
                        (long) parameters * precision.bytes());
            }
            this.workspace = Workspace.allocate(plan.build(), budgetBytes);
            this.instances = new Instance[instances];
            for (int i = 0; i < instances; i++) {
                Frame frame = new Frame(workspace.block(), tiles[i], stride, LANES, scratch, counters);
                frame.parametersOffset = vectors[i];
                this.instances[i] = new Instance(frame);
                this.instances[i].load(
                        new double[parameters],
                        observations.stream().mapToDouble(Signal::middle).toArray(),
                        observations.stream()
                                .mapToDouble(o -> 1 / o.halfWidth())
                                .toArray());
            }
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
        engine.startWarmUp();
    }

    /**
     * One of the instances.
     *
     * @param index from 0
     * @return the same object at every call
     */
    public Instance instance(int index) {
        return instances[index];
    }

    /**
     * Waits until the kernels are warm; until then the same bits take longer.
     *
     * @param atMost how long to wait
     * @return false if the time ran out
     */
    public boolean awaitWarmUp(Duration atMost) {
        return engine.awaitWarmUp(atMost);
    }

    /**
     * What was allocated.
     *
     * @return the plan
     */
    public MemoryPlan plan() {
        return workspace.plan();
    }

    /** Frees the memory. No instance may be in use. */
    @Override
    public void close() {
        engine.close();
        workspace.close();
    }

    /** The policy with parameters of its own. */
    public final class Instance implements Inference {
        private final Frame frame;

        private Instance(Frame frame) {
            this.frame = frame;
        }

        /**
         * Takes parameters. Not while the loop runs the instance.
         *
         * @param values one number a parameter, copied
         * @param centre subtracted from each observation, copied
         * @param scale multiplied by afterwards, copied
         * @throws IllegalArgumentException if the numbers do not fit the policy
         */
        public void load(double[] values, double[] centre, double[] scale) {
            if (values.length != parameters || centre.length != observations || scale.length != observations) {
                throw new IllegalArgumentException(
                        values.length + " parameters and a scaling of " + centre.length + " and " + scale.length
                                + " observations were given to a policy with " + parameters + " and " + observations);
            }
            code.load(frame, values);
            code.normalise(frame, centre, scale);
            code.reset(frame);
        }

        @Override
        public void reset() {
            code.reset(frame);
        }

        @Override
        public void command(double[] observation, double[] command) {
            code.command(frame, observation, command);
        }
    }
}
