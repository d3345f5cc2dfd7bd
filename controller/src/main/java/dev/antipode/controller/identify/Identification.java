package dev.antipode.controller.identify;

import dev.antipode.sim.NearestName;
import dev.antipode.sim.PlantModel;
import dev.antipode.sim.Signal;
import java.util.List;
import java.util.stream.IntStream;

/** Fits a plant to a recording: parameters, initial states, and the delay of the inputs. */
public final class Identification {
    private Identification() {}

    /**
     * Fits and judges.
     *
     * @param logged the plant
     * @param recording what was recorded of it
     * @param options how
     * @return what the recording says
     * @throws IllegalArgumentException in one sentence, if the recording is too short or does not fit the plant, or a parameter
     *     is unknown
     * @throws IllegalStateException in one sentence, if no free run from any start is finite
     */
    public static IdentificationResult run(LoggedPlant logged, Recording recording, IdentificationOptions options) {
        long begin = System.nanoTime();
        Problem problem = problem(logged, recording, options);
        try (FreeRun run = new FreeRun(problem, options.arithmetic(), options.budgetBytes())) {
            Search search = new Search(problem, run, options);
            Search.Found found = search.run();
            return new Judgement(problem, run, found, options.seed()).result(options, begin);
        }
    }

    private static Problem problem(LoggedPlant logged, Recording recording, IdentificationOptions options) {
        PlantModel plant = logged.plant();
        if (plant.parameters().isEmpty()) {
            throw new IllegalArgumentException(
                    "plant '" + plant.name() + "' has no parameters; there is nothing to identify");
        }
        List<String> names = LoggedPlant.names(plant.parameters());
        double[] values =
                plant.parameters().stream().mapToDouble(Signal::defaultValue).toArray();
        options.parameters().forEach((name, value) -> {
            int i = index(plant, names, name);
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        "parameter '" + name + "' cannot be " + value + "; give a finite number");
            }
            values[i] = value;
        });
        int[] fitted = options.fit().isEmpty()
                ? IntStream.range(0, names.size()).toArray()
                : options.fit().stream()
                        .mapToInt(name -> index(plant, names, name))
                        .distinct()
                        .sorted()
                        .toArray();
        Problem problem = new Problem(logged, recording, fitted, values, substeps(logged, recording));
        requireEnough(problem, options);
        return problem;
    }

    private static int index(PlantModel plant, List<String> names, String name) {
        int i = names.indexOf(name);
        if (i < 0) {
            throw new IllegalArgumentException("plant '" + plant.name() + "' has no parameter '" + name + "'; "
                    + NearestName.listing(name, names));
        }
        return i;
    }

    /** Plant steps from row to row. A plant in discrete time has its own step, which rows must be multiples of. */
    private static int substeps(LoggedPlant logged, Recording recording) {
        double steps = recording.periodSeconds() / logged.stepSeconds();
        int substeps = (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.round(steps)));
        if (logged.integrator().isEmpty() && Math.abs(steps / substeps - 1) > 0.01) {
            throw new IllegalArgumentException("plant '" + logged.plant().name() + "' steps every "
                    + logged.plant().period() + " s, but the log has a row every " + recording.periodSeconds()
                    + " s; record at a multiple of the plant's step");
        }
        return substeps;
    }

    private static void requireEnough(Problem problem, IdentificationOptions options) {
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
                problem.fitted().length + (long) kept.size() * problem.plant().states().size();
        if (measurements <= unknowns) {
            throw new IllegalArgumentException("the log has " + measurements + " measurements to fit "
                    + problem.fitted().length + " parameters and the initial states of " + kept.size()
                    + " episodes to, which are " + unknowns
                    + " numbers; record longer, or name fewer parameters with --fit");
        }
    }
}
