package dev.antipode.controller.cli;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The inputs of each step; a step that is missing holds the last value, and before the first the inputs have their defaults. */
final class InputSchedule {
    private static final int ALL = -1;

    private final double[] defaults;
    private final Map<Integer, TreeMap<Integer, double[]>> episodes = new TreeMap<>();
    private int lastStep = -1;

    InputSchedule(double[] defaults) {
        this.defaults = defaults;
    }

    /** Adds a row for all episodes; false if the step was there before. */
    boolean add(int step, double[] inputs) {
        return add(ALL, step, inputs);
    }

    /** Adds a row for one episode; false if the step was there before. */
    boolean add(int episode, int step, double[] inputs) {
        lastStep = Math.max(lastStep, step);
        return episodes.computeIfAbsent(episode, _ -> new TreeMap<>()).put(step, inputs) == null;
    }

    int lastStep() {
        return lastStep;
    }

    int lastEpisode() {
        return episodes.keySet().stream().mapToInt(Integer::intValue).max().orElse(ALL);
    }

    double[] at(int episode, int step) {
        TreeMap<Integer, double[]> rows = episodes.get(episodes.containsKey(ALL) ? ALL : episode);
        Map.Entry<Integer, double[]> row = rows == null ? null : rows.floorEntry(step);
        return row == null ? defaults : row.getValue();
    }

    @Override
    public String toString() {
        return "inputs up to step " + lastStep + ", before them " + Arrays.toString(defaults);
    }
}
