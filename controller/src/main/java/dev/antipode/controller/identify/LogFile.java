package dev.antipode.controller.identify;

import dev.antipode.controller.identify.Recording.Episode;
import dev.antipode.controller.store.AtomicFile;
import dev.antipode.controller.store.RefusedFileException;
import dev.antipode.sim.NearestName;
import dev.antipode.sim.Signal;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a log: the recorder's table of a control loop ({@code measurement.*}, {@code applied.*}), or any table with the columns
 * {@code time}, the inputs and at least one output by name. An input acts from the time of its row on; where the first rows of
 * episodes have none, as in what {@code simulate} writes, it led to its row. A new episode begins where column {@code episode}
 * changes and after a gap in time. Measurements that are empty, NaN or stale are left out.
 */
public final class LogFile {
    /** How much a row may come early or late, in periods. */
    private static final double JITTER = 0.1;

    private static final String MEASUREMENT = "measurement.";
    private static final Set<String> OF_THE_LOOP = Set.of(
            "tick", "step", "mode", "faults", "latency", "computeTime", "roundTrip", "stageCost", "cost", "failed");

    private final Path file;
    private final LoggedPlant logged;
    private final List<String> header;
    private final List<String[]> cells = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();
    private final Set<String> unused;
    private long limited;

    private LogFile(Path file, LoggedPlant logged, List<String> text) throws RefusedFileException {
        this.file = file;
        this.logged = logged;
        List<String> columns = null;
        for (int i = 0; i < text.size(); i++) {
            if (text.get(i).isBlank()) {
                continue;
            }
            String[] row = text.get(i).split(",", -1);
            if (columns == null) {
                row[0] = row[0].startsWith("\uFEFF") ? row[0].substring(1) : row[0];
                columns = Arrays.stream(row).map(LogFile::unquoted).toList();
                continue;
            }
            if (row.length != columns.size()) {
                throw new RefusedFileException(
                        file,
                        "has " + row.length + " cells in line " + (i + 1) + " but " + columns.size() + " columns");
            }
            cells.add(row);
            lines.add(i + 1);
        }
        if (columns == null || cells.isEmpty()) {
            throw new RefusedFileException(
                    file, "has no rows; its first line names the columns, the others are samples");
        }
        header = columns;
        unused = new LinkedHashSet<>(header);
        if (unused.size() != header.size()) {
            throw new RefusedFileException(file, "names a column twice in its header");
        }
        unused.removeAll(OF_THE_LOOP);
        unused.removeIf(name -> name.startsWith("command.") || name.startsWith("reference."));
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
        try {
            return new LogFile(file, logged, Files.readAllLines(file, StandardCharsets.UTF_8)).recording();
        } catch (CharacterCodingException e) {
            throw new RefusedFileException(file, "is not text in UTF-8");
        } catch (RefusedFileException e) {
            throw e;
        } catch (IOException e) {
            throw new RefusedFileException(
                    file,
                    Files.isDirectory(file)
                            ? "is a folder, not a CSV file"
                            : "cannot be read: " + AtomicFile.reason(e));
        }
    }

    private Recording recording() throws RefusedFileException {
        double[] time = column(required("time", "the column 'time' in seconds"), false);
        List<Signal> outputs =
                logged.outputs().stream().filter(s -> outputColumn(s) >= 0).toList();
        if (outputs.isEmpty()) {
            throw new RefusedFileException(
                    file,
                    "measures nothing of " + logged.plant().name() + ", whose outputs are "
                            + LoggedPlant.names(logged.outputs()) + "; it has the columns " + header
                            + (logged.task().isEmpty() ? "; name the task whose observations were recorded" : ""));
        }
        int[] inputColumns = inputColumns();
        double[][] inputs = columns(inputColumns, true);
        double[][] measured =
                columns(outputs.stream().mapToInt(this::outputColumn).toArray(), true);
        double[][] references = columns(referenceColumns(outputs), false);
        dropStale(measured);
        int[] starts = starts(time);
        double period = period(time, starts);
        List<Episode> episodes = new ArrayList<>();
        for (int i = 0; i + 1 < starts.length; i++) {
            int from = starts[i];
            int to = starts[i + 1];
            if (to - from < 2) {
                continue;
            }
            double[][] acting = shifted(Arrays.copyOfRange(inputs, from, to), from);
            limit(acting);
            episodes.add(new Episode(
                    time[from],
                    acting,
                    Arrays.copyOfRange(references, from, to),
                    Arrays.copyOfRange(measured, from, to)));
        }
        return new Recording(outputs, period, episodes, limited, List.copyOf(unused));
    }

    private int outputColumn(Signal signal) {
        int recorded = find(MEASUREMENT + signal.name());
        return recorded >= 0 ? recorded : find(signal.name());
    }

    private int find(String name) {
        int column = header.indexOf(name);
        if (column >= 0) {
            unused.remove(name);
        }
        return column;
    }

    private int required(String name, String what) throws RefusedFileException {
        int column = find(name);
        if (column < 0) {
            throw new RefusedFileException(file, "lacks " + what + "; " + NearestName.listing(name, header));
        }
        return column;
    }

    private int[] inputColumns() throws RefusedFileException {
        List<Signal> inputs = logged.plant().inputs();
        int[] found = new int[inputs.size()];
        for (int i = 0; i < found.length; i++) {
            String name = inputs.get(i).name();
            int applied = find("applied." + name);
            found[i] = applied >= 0 ? applied : find("command." + name);
            if (found[i] < 0) {
                found[i] = required(
                        name, "the input '" + name + "' of " + logged.plant().name());
            }
        }
        return found;
    }

    private int[] referenceColumns(List<Signal> outputs) throws RefusedFileException {
        if (outputs.stream().noneMatch(s -> logged.observed(s.name()))) {
            return new int[logged.references().size()];
        }
        int[] found = new int[logged.references().size()];
        for (int i = 0; i < found.length; i++) {
            String name = logged.references().get(i).name();
            found[i] = find("reference." + name);
            if (found[i] < 0) {
                found[i] = required(name, "the reference '" + name + "', which observations depend on");
            }
        }
        return found;
    }

    private double[][] columns(int[] wanted, boolean mayMiss) throws RefusedFileException {
        double[][] rows = new double[cells.size()][wanted.length];
        for (int j = 0; j < wanted.length; j++) {
            double[] column = column(wanted[j], mayMiss);
            for (int i = 0; i < rows.length; i++) {
                rows[i][j] = column[i];
            }
        }
        return rows;
    }

    /** NaN where there is no number and may be none. */
    private double[] column(int column, boolean mayMiss) throws RefusedFileException {
        double[] numbers = new double[cells.size()];
        for (int i = 0; i < numbers.length; i++) {
            String cell = cells.get(i)[column].strip();
            try {
                numbers[i] = cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
            } catch (NumberFormatException e) {
                throw refusedCell(i, column, "where a number must be");
            }
            if (Double.isInfinite(numbers[i]) || (!mayMiss && Double.isNaN(numbers[i]))) {
                throw refusedCell(i, column, "where a finite number must be");
            }
        }
        return numbers;
    }

    private RefusedFileException refusedCell(int row, int column, String why) {
        return new RefusedFileException(
                file,
                "has '" + cells.get(row)[column].strip() + "' in line " + lines.get(row) + ", column '"
                        + header.get(column) + "', " + why);
    }

    /** A measurement that came once and is repeated says nothing new. */
    private void dropStale(double[][] measured) throws RefusedFileException {
        int column = find("measurementTick");
        if (column < 0) {
            return;
        }
        double[] tick = column(column, true);
        for (int i = 0; i < tick.length; i++) {
            if (Double.isNaN(tick[i]) || tick[i] < 0 || (i > 0 && tick[i] == tick[i - 1])) {
                Arrays.fill(measured[i], Double.NaN);
            }
        }
    }

    /** Where episodes begin, and the number of rows. */
    private int[] starts(double[] time) throws RefusedFileException {
        int column = find("episode");
        double[] episode = column < 0 ? new double[time.length] : column(column, false);
        double typical = typicalStep(time, episode);
        List<Integer> starts = new ArrayList<>(List.of(0));
        for (int i = 1; i < time.length; i++) {
            double periods = (time[i] - time[i - 1]) / typical;
            if (episode[i] != episode[i - 1] || periods > 2 - JITTER) {
                starts.add(i);
            } else if (!(Math.abs(periods - 1) <= JITTER)) {
                throw new RefusedFileException(
                        file,
                        "goes on by " + (time[i] - time[i - 1]) + " s in line " + lines.get(i)
                                + " and elsewhere by " + typical
                                + " s; a log has equal steps of time, so resample it");
            }
        }
        starts.add(time.length);
        return starts.stream().mapToInt(Integer::intValue).toArray();
    }

    private double typicalStep(double[] time, double[] episode) throws RefusedFileException {
        double[] steps = new double[time.length];
        int count = 0;
        for (int i = 1; i < time.length; i++) {
            if (episode[i] == episode[i - 1]) {
                steps[count++] = time[i] - time[i - 1];
            }
        }
        Arrays.sort(steps, 0, count);
        double median = count == 0 ? 0 : steps[count / 2];
        if (!(median > 0)) {
            throw new RefusedFileException(
                    file,
                    "has no two rows whose time goes on; column 'time' is in seconds and rises within an episode");
        }
        return median;
    }

    /** The mean over all steps: times are often rounded. */
    private static double period(double[] time, int[] starts) {
        double seconds = 0;
        int steps = 0;
        for (int i = 0; i + 1 < starts.length; i++) {
            seconds += time[starts[i + 1] - 1] - time[starts[i]];
            steps += starts[i + 1] - 1 - starts[i];
        }
        return seconds / steps;
    }

    /** Inputs that led to their rows, as those that act from their rows on. */
    private double[][] shifted(double[][] inputs, int firstRow) throws RefusedFileException {
        boolean led = Arrays.stream(inputs[0]).anyMatch(Double::isNaN);
        double[][] acting = new double[inputs.length][];
        for (int i = 0; i < inputs.length; i++) {
            acting[i] = inputs[led ? Math.min(i + 1, inputs.length - 1) : i].clone();
            for (double value : acting[i]) {
                if (Double.isNaN(value)) {
                    throw new RefusedFileException(
                            file,
                            "lacks an input in line "
                                    + lines.get(firstRow + Math.min(i + (led ? 1 : 0), inputs.length - 1))
                                    + "; give what was applied at every row");
                }
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

    private static String unquoted(String cell) {
        String name = cell.strip();
        return name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")
                ? name.substring(1, name.length() - 1)
                : name;
    }
}
