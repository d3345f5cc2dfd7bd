package dev.antipode.controller.identify;

import dev.antipode.controller.identify.Recording.Episode;
import dev.antipode.controller.store.RefusedFileException;
import dev.antipode.sim.Signal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Reads a log: the recorder's table of a control loop ({@code measurement.*}, {@code applied.*}), or any table with the columns
 * {@code time}, the inputs and at least one output by name. An input acts from the time of its row on; where the first rows of
 * episodes have none, as in what {@code simulate} writes, it led to its row. A new episode begins where column {@code episode}
 * changes and after a gap in time. Measurements that are empty, NaN or stale are left out.
 */
public final class LogFile {
    private static final String MEASUREMENT = "measurement.";
    private static final String REFERENCE = "reference.";
    private static final String COMMAND = "command.";
    private static final String APPLIED = "applied.";

    /** What is recorded beside the plant. */
    private static final Set<String> OF_THE_LOOP = Set.of(
            "tick", "step", "mode", "faults", "latency", "computeTime", "roundTrip", "stageCost", "cost", "failed");

    private final LoggedPlant logged;
    private final LogTable table;
    private long limited;

    private LogFile(LogTable table, LoggedPlant logged) {
        this.logged = logged;
        this.table = table;
    }

    /**
     * Reads a file.
     *
     * @param file the log, in UTF-8
     * @param logged the plant that was recorded
     * @return its episodes
     * @throws RefusedFileException in one sentence, if it cannot be read or says too little of the plant
     */
    public static Recording read(Path file, LoggedPlant logged) throws RefusedFileException {
        return new LogFile(LogTable.read(file), logged).recording();
    }

    private Recording recording() throws RefusedFileException {
        LogClock clock = LogClock.of(table);
        List<Signal> outputs =
                logged.outputs().stream().filter(s -> outputColumn(s) >= 0).toList();
        if (outputs.isEmpty()) {
            throw table.refused("measures nothing of " + logged.plant().name() + ", whose outputs are "
                    + LoggedPlant.names(logged.outputs()) + "; it has the columns " + table.header()
                    + (logged.task().isEmpty() ? "; name the task whose observations were recorded" : ""));
        }
        double[][] inputs = table.numbers(inputColumns(), true);
        double[][] measured =
                table.numbers(outputs.stream().mapToInt(this::outputColumn).toArray(), true);
        double[][] references = references(outputs);
        dropStale(measured);
        List<Episode> episodes = new ArrayList<>();
        for (int i = 0; i + 1 < clock.starts().length; i++) {
            int from = clock.starts()[i];
            int to = clock.starts()[i + 1];
            if (to - from < 2) {
                continue;
            }
            double[][] acting = acting(Arrays.copyOfRange(inputs, from, to), from);
            limit(acting);
            episodes.add(new Episode(
                    clock.seconds()[from],
                    acting,
                    Arrays.copyOfRange(references, from, to),
                    Arrays.copyOfRange(measured, from, to)));
        }
        return new Recording(outputs, clock.period(), episodes, limited, unused());
    }

    private List<String> unused() {
        return table.unused().stream()
                .filter(name -> !OF_THE_LOOP.contains(name))
                .filter(name -> !name.startsWith(COMMAND) && !name.startsWith(REFERENCE))
                .toList();
    }

    private int outputColumn(Signal signal) {
        int recorded = table.find(MEASUREMENT + signal.name());
        return recorded >= 0 ? recorded : table.find(signal.name());
    }

    private int[] inputColumns() throws RefusedFileException {
        List<Signal> inputs = logged.plant().inputs();
        int[] found = new int[inputs.size()];
        for (int i = 0; i < found.length; i++) {
            String name = inputs.get(i).name();
            int applied = table.find(APPLIED + name);
            found[i] = applied >= 0 ? applied : table.find(COMMAND + name);
            if (found[i] < 0) {
                found[i] = table.require(
                        name, "the input '" + name + "' of " + logged.plant().name());
            }
        }
        return found;
    }

    /** Zeros where no output depends on them. */
    private double[][] references(List<Signal> outputs) throws RefusedFileException {
        int[] found = new int[logged.references().size()];
        if (outputs.stream().noneMatch(s -> logged.observed(s.name()))) {
            return new double[table.rows()][found.length];
        }
        for (int i = 0; i < found.length; i++) {
            String name = logged.references().get(i).name();
            found[i] = table.find(REFERENCE + name);
            if (found[i] < 0) {
                found[i] = table.require(name, "the reference '" + name + "', which observations depend on");
            }
        }
        return table.numbers(found, false);
    }

    /** A measurement that came once and is repeated says nothing new. */
    private void dropStale(double[][] measured) throws RefusedFileException {
        int column = table.find("measurementTick");
        if (column < 0) {
            return;
        }
        double[] tick = table.numbers(column, true);
        for (int i = 0; i < tick.length; i++) {
            if (Double.isNaN(tick[i]) || tick[i] < 0 || (i > 0 && tick[i] == tick[i - 1])) {
                Arrays.fill(measured[i], Double.NaN);
            }
        }
    }

    /** Inputs that led to their rows, as those that act from their rows on. */
    private double[][] acting(double[][] inputs, int firstRow) throws RefusedFileException {
        int ahead = Arrays.stream(inputs[0]).anyMatch(Double::isNaN) ? 1 : 0;
        double[][] acting = new double[inputs.length][];
        for (int i = 0; i < inputs.length; i++) {
            int from = Math.min(i + ahead, inputs.length - 1);
            acting[i] = inputs[from].clone();
            if (Arrays.stream(acting[i]).anyMatch(Double::isNaN)) {
                throw table.refused("lacks an input in line " + table.line(firstRow + from)
                        + "; give what was applied at every row");
            }
        }
        return acting;
    }

    private void limit(double[][] inputs) {
        List<Signal> signals = logged.plant().inputs();
        for (double[] row : inputs) {
            for (int i = 0; i < row.length; i++) {
                double possible = signals.get(i).limited(row[i]);
                limited += possible == row[i] ? 0 : 1;
                row[i] = possible;
            }
        }
    }
}
