package dev.antipode.controller.hil.train;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkRequest;
import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.controller.hil.TaskLink;
import dev.antipode.controller.hil.TestablePlant;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.sim.Registry;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The plant of a task as hardware would be: its costs are noisy, it drifts by its own clock, and now and then it falls silent. Its own
 * clock is that of its ticks, so that nothing depends on the machine.
 */
final class RoughPlant implements Link, TestablePlant {
    private final TaskModel task;
    private final TaskLink plant;
    private final Random random;
    private final double noise;
    private final double driftPerMinute;
    private final int driftingParameter;
    private double factor = 1;
    private long ticks;
    private boolean silent;
    private long runAt = -1;
    private Runnable what = () -> {};

    /** Episodes, in the order of their running from 0, in whose middle it falls silent. */
    final Set<Integer> silentEpisodes = new HashSet<>();
    /** The number of every episode that was asked for. */
    final List<Long> asked = new ArrayList<>();
    /** The first command of every episode. */
    final List<Double> firstCommands = new ArrayList<>();
    /** Every command of the episode that is running. */
    final List<Double> commands = new ArrayList<>();
    /** Closes itself in this tick; -1 for never. */
    long closesAt = -1;

    /** @param noise standard deviation of an episode's costs, as a share */
    RoughPlant(TaskModel task, long seed, double noise, double driftPerMinute, String driftingParameter) {
        this.task = task;
        this.plant = new TaskLink(task, request(task), EpisodeSet.TEST, 0, 1L << 28);
        this.random = new Random(seed);
        this.noise = noise;
        this.driftPerMinute = driftPerMinute;
        this.driftingParameter =
                plantParameters().stream().map(Signal::name).toList().indexOf(driftingParameter);
    }

    static TaskModel task(String name) {
        return Registry.load(RoughPlant.class.getClassLoader()).task(name);
    }

    static LinkRequest request(TaskModel task) {
        return new LinkRequest(
                "",
                task,
                task.plant().inputs(),
                task.observations(),
                task.timing().periodSeconds(),
                0,
                1,
                Precision.F32,
                Arithmetic.FUSED,
                KernelMode.SCALAR,
                RoughPlant.class.getClassLoader());
    }

    /** By its own clock. */
    long nanos() {
        return (long) (ticks * task.timing().periodSeconds() * 1e9);
    }

    /** Does something in a tick. */
    void atTick(long tick, Runnable action) {
        runAt = tick;
        what = action;
    }

    @Override
    public void restart(long episode) {
        asked.add(episode);
        commands.clear();
        silent = false;
        factor = 1 + noise * random.nextGaussian();
        plant.restart(episode);
        double minutes = nanos() / 60e9;
        plant.scalePlantParameter(driftingParameter, 1 + driftPerMinute * minutes);
    }

    @Override
    public LinkStatus receive(Exchange exchange) {
        if (silent) {
            return LinkStatus.MISSING;
        }
        LinkStatus status = closesAt >= 0 && ticks >= closesAt ? LinkStatus.CLOSED : plant.receive(exchange);
        exchange.stageCost *= factor;
        return status;
    }

    @Override
    public LinkStatus send(Exchange exchange) {
        if (commands.isEmpty()) {
            firstCommands.add(exchange.command[0]);
        }
        commands.add(exchange.command[0]);
        silent |= commands.size() == task.timing().horizonSteps() / 2 && silentEpisodes.contains(asked.size() - 1);
        if (ticks == runAt) {
            what.run();
        }
        ticks++;
        return plant.send(exchange);
    }

    @Override
    public LinkSignature signature() {
        return plant.signature();
    }

    @Override
    public List<Signal> plantParameters() {
        return plant.plantParameters();
    }

    @Override
    public void scalePlantParameter(int index, double factor) {
        plant.scalePlantParameter(index, factor);
    }

    @Override
    public boolean lastEpisodeSucceeded() {
        return plant.lastEpisodeSucceeded();
    }

    @Override
    public void close() {
        plant.close();
    }
}
