package dev.antipode.controller.identify;

import dev.antipode.sim.NearestName;
import dev.antipode.sim.PlantModel;
import dev.antipode.sim.Signal;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fits a plant to recordings: parameters, initial states, and the delay of the inputs. Compiled once for recordings of the same
 * outputs. Not thread-safe.
 */
public final class Identification implements AutoCloseable {
    /** How far the rows of a log may be from multiples of the step of a plant in discrete time. */
    private static final double SAME_STEP = 0.01;

    private final LoggedPlant logged;
    private final IdentificationOptions options;
    private final List<Signal> outputs;
    private final int[] fitted;
    private final double[] parameters;
    private final FreeRun run;

    /**
     * Compiles the plant with its derivatives.
     *
     * @param logged the plant
     * @param outputs that were recorded
     * @param options how to identify
     * @throws IllegalArgumentException in one sentence, if a parameter is unknown or there is none
     */
    public Identification(LoggedPlant logged, List<Signal> outputs, IdentificationOptions options) {
        this.logged = logged;
        this.options = options;
        this.outputs = List.copyOf(outputs);
        PlantModel plant = logged.plant();
        if (plant.parameters().isEmpty()) {
            throw new IllegalArgumentException(
                    "plant '" + plant.name() + "' has no parameters; there is nothing to identify");
        }
        List<String> names = LoggedPlant.names(plant.parameters());
        this.parameters =
                plant.parameters().stream().mapToDouble(Signal::defaultValue).toArray();
        options.parameters().forEach((name, value) -> {
            int i = index(plant, names, name);
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        "parameter '" + name + "' cannot be " + value + "; give a finite number");
            }
            parameters[i] = value;
        });
        this.fitted = options.fit().isEmpty()
                ? IntStream.range(0, names.size()).toArray()
                : options.fit().stream()
                        .mapToInt(name -> index(plant, names, name))
                        .distinct()
                        .sorted()
                        .toArray();
        this.run = new FreeRun(logged, outputs, fitted, options.arithmetic(), options.budgetBytes());
    }

    private static int index(PlantModel plant, List<String> names, String name) {
        int i = names.indexOf(name);
        if (i < 0) {
            throw new IllegalArgumentException("plant '" + plant.name() + "' has no parameter '" + name + "'; "
                    + NearestName.listing(name, names));
        }
        return i;
    }

    /**
     * Refuses a recording that cannot be fitted.
     *
     * @param recording of the outputs that this was compiled for
     * @throws IllegalArgumentException in one sentence, if it is too short or does not fit the plant
     */
    public void require(Recording recording) {
        problem(recording);
    }

    /**
     * Fits and judges.
     *
     * @param recording of the outputs that this was compiled for
     * @return what the recording says
     * @throws IllegalArgumentException in one sentence, if the recording is too short or does not fit the plant
     * @throws IllegalStateException in one sentence, if no free run from any start is finite
     */
    public IdentificationResult run(Recording recording) {
        long begin = System.nanoTime();
        Problem problem = problem(recording);
        run.bind(problem);
        Search.Found found = new Search(problem, run, options).run();
        return new Judgement(problem, run, found, options.seed()).result(options, begin);
    }

    private Problem problem(Recording recording) {
        if (!recording.outputs().equals(outputs)) {
            throw new IllegalArgumentException("the recording is of " + LoggedPlant.names(recording.outputs())
                    + ", not of " + LoggedPlant.names(outputs) + "; compile for its outputs");
        }
        Problem problem = new Problem(logged, recording, fitted, parameters, substeps(recording));
        requireEnough(problem);
        return problem;
    }

    /** Plant steps from row to row. A plant in discrete time has its own step, which rows must be multiples of. */
    private int substeps(Recording recording) {
        double steps = recording.periodSeconds() / logged.stepSeconds();
        int substeps = logged.substeps(recording);
        if (logged.integrator().isEmpty() && Math.abs(steps / substeps - 1) > SAME_STEP) {
            throw new IllegalArgumentException("plant '" + logged.plant().name() + "' steps every "
                    + logged.plant().period() + " s, but the log has a row every " + recording.periodSeconds()
                    + " s; record at a multiple of the plant's step");
        }
        return substeps;
    }

    private void requireEnough(Problem problem) {
        List<Segment> kept = Search.fitted(problem, options);
        long measurements = 0;
        for (Segment segment : kept) {
            for (int row = segment.first(); row < segment.end(); row++) {
                for (double value : segment.episode().outputs()[row]) {
                    measurements += Double.isNaN(value) ? 0 : 1;
                }
            }
        }
        long unknowns =
                fitted.length + (long) kept.size() * problem.plant().states().size();
        if (measurements <= unknowns) {
            throw new IllegalArgumentException("the log has " + measurements + " measurements to fit " + fitted.length
                    + " parameters and the initial states of " + kept.size() + " episodes to, which are " + unknowns
                    + " numbers; record longer, or name fewer parameters to fit");
        }
    }

    /** Frees the memory. */
    @Override
    public void close() {
        run.close();
    }
}
