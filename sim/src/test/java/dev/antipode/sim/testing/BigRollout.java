package dev.antipode.sim.testing;

import dev.antipode.core.testing.BigGraph;
import dev.antipode.sim.LiftedTask;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/**
 * One episode of a task in decimal arithmetic of 60 digits: the lifted methods of the user in the order that {@link dev.antipode.sim.Task}
 * documents, and a policy written a second time. Its derivatives are differences of its values alone, so they share nothing
 * with the derivatives under test: neither rules, nor programs, nor kernels, nor rounding.
 *
 * <p>For tasks without references, latency and slew limits.
 */
public final class BigRollout {
    /** A policy in decimals. */
    @FunctionalInterface
    public interface Controller {
        /** From parameters, observation (scaled where the policy wants it so) and memory to command and next memory. */
        Act act(BigDecimal[] theta, BigDecimal[] observation, BigDecimal[] memory);
    }

    /** What a policy makes of what it sees. */
    public record Act(BigDecimal[] command, BigDecimal[] memory) {}

    /** What one step leaves to the next: state, memory, last command within its limits, cost so far, whether it is not lost. */
    public record Loop(BigDecimal[] x, BigDecimal[] memory, BigDecimal[] command, BigDecimal cost, boolean alive) {
        private BigDecimal[] numbers() {
            return join(x, memory, command, new BigDecimal[] {cost});
        }

        /** With a cost of 0, beside which small changes keep all their digits. */
        private Loop atNoCost() {
            return new Loop(x, memory, command, BigDecimal.ZERO, alive);
        }

        private Loop of(BigDecimal[] numbers) {
            int m = x.length;
            int c = m + memory.length;
            int end = c + command.length;
            return new Loop(
                    Arrays.copyOfRange(numbers, 0, m),
                    Arrays.copyOfRange(numbers, m, c),
                    Arrays.copyOfRange(numbers, c, end),
                    numbers[end],
                    alive);
        }
    }

    /**
     * Of differences: the error is some square of step times growth, the rounding 10^-60 times growth over the step. Below
     * 10^-18 for a growth of up to 10^15.
     */
    private static final BigDecimal STEP = new BigDecimal("1e-24");

    private final TaskModel task;
    private final LiftedTask lifted;
    private final boolean scaled;
    private final Controller controller;
    private final BigDecimal[] parameters;
    private final long seed;
    private final int episode;
    private final BigGraph observe;
    private final BigGraph cost;
    private final BigGraph plant;
    private final BigGraph failed;
    private final BigGraph terminalCost;
    private final BigDecimal dt;

    public BigRollout(
            TaskModel task, boolean scaled, Controller controller, double[] parameters, long seed, int episode) {
        if (!task.references().isEmpty() || task.timing().latencySubsteps() > 0) {
            throw new IllegalArgumentException("task '" + task.name() + "' has a reference or a latency");
        }
        this.task = task;
        this.lifted = new LiftedTask(task);
        this.scaled = scaled;
        this.controller = controller;
        this.parameters = BigGraph.exact(parameters);
        this.seed = seed;
        this.episode = episode;
        this.observe = new BigGraph(lifted.graph("observe"));
        this.cost = new BigGraph(lifted.graph("cost"));
        this.plant = new BigGraph(task.plant().step());
        this.failed = new BigGraph(lifted.graph("failed"));
        this.terminalCost = new BigGraph(lifted.graph("terminalCost"));
        this.dt = new BigDecimal(task.timing().stepSeconds());
    }

    /** Whether the end of an episode has a cost of its own. */
    public boolean chargesTheEnd() {
        return lifted.chargesTerminalCost();
    }

    /** One control step. */
    public Loop step(Loop before, int step, BigDecimal[] theta) {
        BigDecimal[] x = before.x();
        BigDecimal[] seen = observe.evaluate(
                join(x, before.command(), parameters, BigGraph.exact(lifted.noise(seed, episode, step))));
        Act act = controller.act(theta, scaled ? scale(seen) : seen, before.memory());
        BigDecimal[] command = limit(act.command());
        BigDecimal charge = new BigDecimal(task.failureCost());
        BigDecimal[] next = x;
        boolean alive = before.alive();
        if (alive) {
            charge = cost.evaluate(join(x, command, before.command(), parameters))[0];
            for (int i = 0; i < task.timing().substeps(); i++) {
                next = plant.evaluate(join(next, command, parameters, new BigDecimal[] {dt}));
            }
            alive = failed.evaluate(join(next, parameters))[0].signum() == 0;
        }
        return new Loop(next, act.memory(), command, before.cost().add(charge, BigGraph.DIGITS), alive);
    }

    /** The cost with what the end is charged. */
    private BigDecimal finish(Loop last) {
        if (!chargesTheEnd()) {
            return last.cost();
        }
        return last.cost()
                .add(
                        last.alive()
                                ? terminalCost.evaluate(join(last.x(), parameters))[0]
                                : new BigDecimal(task.failureCost()),
                        BigGraph.DIGITS);
    }

    /** The cost of the whole episode. */
    public BigDecimal cost(Loop start, BigDecimal[] theta) {
        Loop loop = start;
        for (int i = 0; i < task.timing().horizonSteps(); i++) {
            loop = step(loop, i, theta);
        }
        return finish(loop);
    }

    /** The derivative of the whole episode's cost along a direction of the parameters, by a central difference. */
    public BigDecimal derivative(Loop start, double[] theta, double[] direction) {
        return cost(start, moved(BigGraph.exact(theta), BigGraph.exact(direction), STEP))
                .subtract(cost(start, moved(BigGraph.exact(theta), BigGraph.exact(direction), STEP.negate())))
                .divide(STEP.add(STEP), BigGraph.DIGITS);
    }

    /** What a tangent becomes along a path: that of the whole cost, and the longest of the state before a step that costs something. */
    public record Ride(BigDecimal cost, double growth) {}

    /**
     * The derivative along a given path, which need not be a solution: the product of the steps' derivatives at its points, each
     * by a central difference of one step. Where the loop is chaotic, this is what a derivative of the rounded path
     * can be compared with.
     *
     * @param path what each step starts from, and the end
     * @param theta the parameters
     * @param direction their direction
     * @param first the tangent of the first state
     */
    public Ride along(List<Loop> path, double[] theta, double[] direction, double[] first) {
        BigDecimal[] at = BigGraph.exact(theta);
        BigDecimal[] way = BigGraph.exact(direction);
        BigDecimal[] tangent =
                BigGraph.exact(Arrays.copyOf(first, path.getFirst().numbers().length));
        BigDecimal cost = BigDecimal.ZERO;
        double growth = 0;
        for (int i = 0; i < path.size() - 1; i++) {
            Loop loop = path.get(i).atNoCost();
            if (path.get(i + 1).cost().compareTo(path.get(i).cost()) > 0) {
                growth = Math.max(growth, length(Arrays.copyOf(tangent, loop.x().length)));
            }
            BigDecimal h = STEP.divide(BigDecimal.valueOf(Math.max(1, length(tangent))), BigGraph.DIGITS);
            BigDecimal[] up = step(loop.of(moved(loop.numbers(), tangent, h)), i, moved(at, way, h))
                    .numbers();
            BigDecimal[] down = step(loop.of(moved(loop.numbers(), tangent, h.negate())), i, moved(at, way, h.negate()))
                    .numbers();
            Arrays.setAll(tangent, k -> up[k].subtract(down[k]).divide(h.add(h), BigGraph.DIGITS));
            cost = cost.add(tangent[tangent.length - 1]);
            tangent[tangent.length - 1] = BigDecimal.ZERO;
        }
        Loop end = path.getLast().atNoCost();
        BigDecimal h = STEP.divide(BigDecimal.valueOf(Math.max(1, length(tangent))), BigGraph.DIGITS);
        BigDecimal up = finish(end.of(moved(end.numbers(), tangent, h)));
        BigDecimal down = finish(end.of(moved(end.numbers(), tangent, h.negate())));
        return new Ride(cost.add(up.subtract(down).divide(h.add(h), BigGraph.DIGITS)), growth);
    }

    private static double length(BigDecimal[] vector) {
        return Math.sqrt(Arrays.stream(vector)
                .mapToDouble(v -> v.doubleValue() * v.doubleValue())
                .sum());
    }

    private BigDecimal[] scale(BigDecimal[] seen) {
        BigDecimal[] scaledValues = new BigDecimal[seen.length];
        for (int i = 0; i < seen.length; i++) {
            Signal s = task.observations().get(i);
            scaledValues[i] = seen[i].subtract(new BigDecimal(s.middle()))
                    .multiply(new BigDecimal(1 / s.halfWidth()), BigGraph.DIGITS);
        }
        return scaledValues;
    }

    private BigDecimal[] limit(BigDecimal[] command) {
        BigDecimal[] limited = new BigDecimal[command.length];
        for (int i = 0; i < command.length; i++) {
            Signal s = task.plant().inputs().get(i);
            limited[i] = command[i].max(new BigDecimal(s.min())).min(new BigDecimal(s.max()));
        }
        return limited;
    }

    private static BigDecimal[] moved(BigDecimal[] x, BigDecimal[] direction, BigDecimal by) {
        BigDecimal[] moved = new BigDecimal[x.length];
        Arrays.setAll(moved, i -> x[i].add(by.multiply(direction[i]), BigGraph.DIGITS));
        return moved;
    }

    private static BigDecimal[] join(BigDecimal[]... parts) {
        return Arrays.stream(parts).flatMap(Arrays::stream).toArray(BigDecimal[]::new);
    }
}
