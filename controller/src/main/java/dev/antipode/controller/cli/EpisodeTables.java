package dev.antipode.controller.cli;

import dev.antipode.controller.store.CsvTable;
import dev.antipode.controller.store.RefusedFileException;
import dev.antipode.sim.PlantModel;
import dev.antipode.sim.Signal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the CSV files that say where episodes start and what acts on them. */
final class EpisodeTables {
    private EpisodeTables() {}

    /** One row an episode; without a file one episode from the declared defaults. */
    static List<double[]> initialStates(Path file, PlantModel plant) throws RefusedFileException {
        return file == null
                ? List.of(defaults(plant.states()))
                : states(CsvTable.read(file).requireFinite(), plant.states(), "the initial state of an episode");
    }

    /** One row a point, each number finite; without a file one point, the declared defaults. */
    static List<double[]> points(Path file, List<Signal> states) throws RefusedFileException {
        return file == null
                ? List.of(defaults(states))
                : states(CsvTable.read(file).requireFinite(), states, "a state");
    }

    private static List<double[]> states(CsvTable table, List<Signal> wanted, String meaning)
            throws RefusedFileException {
        int[] columns = columns(table, wanted, Set.of());
        if (table.rows().isEmpty()) {
            throw new RefusedFileException(table.file(), "has no row; each row is " + meaning);
        }
        List<double[]> states = new ArrayList<>();
        table.rows().forEach(row -> states.add(pick(row, columns)));
        return states;
    }

    /** The inputs over the steps of so many episodes; without a file their declared defaults throughout. */
    static InputSchedule inputs(Path file, PlantModel plant, int episodes) throws RefusedFileException {
        return file == null
                ? defaultInputs(plant.inputs())
                : inputs(CsvTable.read(file).requireFinite(), plant.inputs(), episodes);
    }

    /** The inputs at each point, each number finite: those of step 0 of the point's row, as of an episode. */
    static InputSchedule pointInputs(Path file, List<Signal> wanted, int points) throws RefusedFileException {
        if (file == null) {
            return defaultInputs(wanted);
        }
        InputSchedule schedule = inputs(CsvTable.read(file).requireFinite(), wanted, Integer.MAX_VALUE);
        if (schedule.lastEpisode() >= points) {
            throw new RefusedFileException(
                    file,
                    "gives inputs of episode " + schedule.lastEpisode() + " but there "
                            + (points == 1 ? "is 1 point" : "are " + points + " points")
                            + "; episodes count from 0, as the rows of the points do");
        }
        return schedule;
    }

    private static InputSchedule defaultInputs(List<Signal> inputs) {
        return new InputSchedule(defaults(inputs));
    }

    private static InputSchedule inputs(CsvTable table, List<Signal> wanted, int episodes) throws RefusedFileException {
        InputSchedule schedule = defaultInputs(wanted);
        Path file = table.file();
        int step = table.column("step");
        int episode = table.column("episode");
        if (step < 0) {
            throw new RefusedFileException(file, "has no column 'step'; its columns are " + table.columns());
        }
        int[] columns = columns(table, wanted, Set.of("step", "episode"));
        for (int i = 0; i < table.rows().size(); i++) {
            double[] row = table.rows().get(i);
            int line = table.lines().get(i);
            int at = whole(file, "step", row[step], line);
            boolean first = episode < 0
                    ? schedule.add(at, pick(row, columns))
                    : schedule.add(episode(file, row[episode], line, episodes), at, pick(row, columns));
            if (!first) {
                throw new RefusedFileException(file, "gives step " + at + " a second time in line " + line);
            }
        }
        return schedule;
    }

    /** The declared defaults with the overrides of the command line. */
    static double[] parameters(Map<String, Double> overrides, PlantModel plant) {
        double[] values = defaults(plant.parameters());
        overrides.forEach((name, value) -> {
            int i = names(plant.parameters()).indexOf(name);
            if (i < 0) {
                throw new RequestException("plant '" + plant.name() + "' has no parameter '" + name + "'; it has "
                        + names(plant.parameters()));
            }
            if (!Double.isFinite(value)) {
                throw new RequestException("parameter '" + name + "' cannot be " + value + "; give a finite number");
            }
            Signal signal = plant.parameters().get(i);
            if (value < signal.min() || value > signal.max()) {
                throw new RequestException("parameter '" + name + "' cannot be " + value + "; its declared range is ["
                        + signal.min() + ", " + signal.max() + "]");
            }
            values[i] = value;
        });
        return values;
    }

    private static double[] defaults(List<Signal> signals) {
        return signals.stream().mapToDouble(Signal::defaultValue).toArray();
    }

    private static List<String> names(List<Signal> signals) {
        return signals.stream().map(Signal::name).toList();
    }

    private static int[] columns(CsvTable table, List<Signal> wanted, Set<String> also) throws RefusedFileException {
        Set<String> unknown = new LinkedHashSet<>(table.columns());
        unknown.removeAll(also);
        int[] columns = new int[wanted.size()];
        for (int i = 0; i < columns.length; i++) {
            String name = wanted.get(i).name();
            columns[i] = table.column(name);
            unknown.remove(name);
            if (columns[i] < 0) {
                throw new RefusedFileException(table.file(), "has no column '" + name + "'; it needs " + names(wanted));
            }
        }
        if (!unknown.isEmpty()) {
            throw new RefusedFileException(
                    table.file(), "has the unknown columns " + unknown + "; it needs " + names(wanted));
        }
        return columns;
    }

    private static double[] pick(double[] row, int[] columns) {
        double[] values = new double[columns.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = row[columns[i]];
        }
        return values;
    }

    private static int episode(Path file, double value, int line, int episodes) throws RefusedFileException {
        int episode = whole(file, "episode", value, line);
        if (episode >= episodes) {
            throw new RefusedFileException(
                    file,
                    "gives inputs of episode " + episode + " in line " + line + ", but there "
                            + (episodes == 1 ? "is 1 episode" : "are " + episodes + " episodes")
                            + "; episodes count from 0, as the rows of --initial do");
        }
        return episode;
    }

    private static int whole(Path file, String name, double value, int line) throws RefusedFileException {
        if (value < 0 || value != Math.rint(value) || value > Integer.MAX_VALUE - 1) {
            throw new RefusedFileException(
                    file, "has " + name + " " + value + " in line " + line + "; it must be a whole number from 0");
        }
        return (int) value;
    }
}
