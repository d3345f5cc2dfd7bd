package dev.antipode.controller.hil;

import dev.antipode.core.program.Engine;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import dev.antipode.sim.TaskPlant;
import java.time.Duration;
import java.util.List;

/**
 * The plant of a task within this process, in lockstep: noise, latency and limits are those of the task, and measurements are its
 * observations. Episodes follow one another: at the horizon, or where one is lost, the next one starts.
 */
public final class TaskLink implements Link, TestablePlant {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int EXERCISE_STEPS = 100;
    private static final int ROUND_STEPS = 3000;

    private final Engine engine;
    private final TaskPlant plant;
    private final LinkSignature signature;
    private final long seed;
    private final EpisodeSet set;
    private final int firstEpisode;
    private final long periodNanos;
    private final int horizonSteps;
    private final double[] unseenMeasurement;
    private final double[] unseenReference;
    /** Of the running episode, whatever was made of them since. */
    private final double[] ownParameters;

    private long ticks;
    private long starts;
    private long number;
    private long ended;
    private long succeeded;
    private long lost;
    private double costSum;
    private long answeredNanos;
    private boolean fresh;
    private double stageCost = Double.NaN;
    private boolean failed;
    private boolean lastSucceeded;

    /**
     * Compiles the plant and warms it up.
     *
     * @param task what is simulated
     * @param request precision, arithmetic and seed
     * @param set which set the episodes belong to
     * @param firstEpisode the number of the first one
     * @param budgetBytes the most memory
     */
    public TaskLink(TaskModel task, LinkRequest request, EpisodeSet set, int firstEpisode, long budgetBytes) {
        this.seed = request.seed();
        this.set = set;
        this.firstEpisode = firstEpisode;
        this.horizonSteps = task.timing().horizonSteps();
        this.signature = new LinkSignature(
                task.plant().name(),
                task.plant().inputs(),
                task.observations(),
                task.references(),
                task.timing().periodSeconds(),
                LinkSignature.Clock.LOCKSTEP);
        this.periodNanos = signature.periodNanos();
        this.ownParameters = new double[task.plant().parameters().size()];
        this.unseenMeasurement = new double[task.observations().size()];
        this.unseenReference = new double[task.references().size()];
        this.engine = new Engine(request.precision(), request.arithmetic(), request.kernels());
        try {
            this.plant = new TaskPlant(task, engine, budgetBytes);
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
        engine.startWarmUp();
        engine.awaitWarmUp(PATIENCE);
        exercise();
        forget();
    }

    /** Steps that count for nothing: in turn episodes that are cut short at once, for the code of their beginning and end, and longer ones. */
    private void exercise() {
        Exchange unused = new Exchange(signature);
        for (int i = 0; i < unused.command.length; i++) {
            unused.command[i] = signature.commands().get(i).limited(0);
        }
        Exercise.untilQuiet(ROUND_STEPS, (round, step) -> {
            if (round % 2 == 0 || step % EXERCISE_STEPS == 0) {
                restart(0);
            }
            receive(unused);
            send(unused);
        });
    }

    /** Nothing has happened yet. */
    private void forget() {
        ticks = 0;
        number = 0;
        starts = 0;
        ended = 0;
        succeeded = 0;
        lost = 0;
        costSum = 0;
        stageCost = Double.NaN;
        failed = false;
        lastSucceeded = false;
        reset();
        fresh = true;
        answeredNanos = System.nanoTime();
    }

    @Override
    public LinkSignature signature() {
        return signature;
    }

    @Override
    public LinkStatus receive(Exchange exchange) {
        exchange.receivedNanos = answeredNanos;
        if (!fresh) {
            return LinkStatus.STALE;
        }
        fresh = false;
        plant.sense(exchange.measurement, exchange.reference);
        exchange.measurementTick = ticks;
        exchange.plantNanos = ticks * periodNanos;
        exchange.episode = starts;
        exchange.stageCost = stageCost;
        exchange.failed = failed;
        return LinkStatus.OK;
    }

    @Override
    public LinkStatus send(Exchange exchange) {
        exchange.sentNanos = System.nanoTime();
        if (fresh) {
            // A measurement that nobody took: the sensors see every step, so that the noise of each step stays its own.
            plant.sense(unseenMeasurement, unseenReference);
        }
        plant.act(exchange.command);
        stageCost = plant.stageCost();
        failed = plant.failed();
        ticks++;
        if (failed || plant.step() >= horizonSteps) {
            next();
        }
        fresh = true;
        answeredNanos = System.nanoTime();
        return LinkStatus.OK;
    }

    private void next() {
        plant.finish();
        costSum += plant.cost();
        lost += failed ? 1 : 0;
        lastSucceeded = plant.success();
        succeeded += lastSucceeded ? 1 : 0;
        ended++;
        start(number + 1);
    }

    private void start(long episode) {
        number = episode;
        starts++;
        reset();
    }

    private void reset() {
        plant.reset(seed, set, firstEpisode + (int) number);
        for (int i = 0; i < ownParameters.length; i++) {
            ownParameters[i] = plant.parameter(i);
        }
    }

    /** An episode that is cut short is judged as it stands, and counts nowhere. */
    @Override
    public void restart(long episode) {
        if (plant.step() > 0) {
            plant.finish();
            lastSucceeded = plant.success();
        }
        start(episode);
        stageCost = Double.NaN;
        failed = false;
        fresh = true;
        answeredNanos = System.nanoTime();
    }

    @Override
    public List<Signal> plantParameters() {
        return plant.task().plant().parameters();
    }

    @Override
    public void scalePlantParameter(int index, double factor) {
        plant.setParameter(index, factor * ownParameters[index]);
    }

    @Override
    public boolean lastEpisodeSucceeded() {
        return lastSucceeded;
    }

    /**
     * The episodes that have ended.
     *
     * @return at least 0
     */
    public long episodes() {
        return ended;
    }

    /**
     * The episodes that have ended at their goal.
     *
     * @return at most {@link #episodes}
     */
    public long succeeded() {
        return succeeded;
    }

    /**
     * The episodes that were lost.
     *
     * @return at most {@link #episodes}
     */
    public long lost() {
        return lost;
    }

    /**
     * The mean cost of the episodes that have ended; a lost one is charged for the steps that it had, and no more.
     *
     * @return NaN where there is none
     */
    public double meanCost() {
        return costSum / ended;
    }

    /**
     * The plant, for what a test wants to see or to change.
     *
     * @return the same object at every call
     */
    public TaskPlant plant() {
        return plant;
    }

    /** Frees the plant. */
    @Override
    public void close() {
        plant.close();
        engine.close();
    }
}
