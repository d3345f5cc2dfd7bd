package dev.antipode.controller.hil.plan;

import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.sim.Signal;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the nominal episodes over the link are from the same episodes in the simulator: software in the loop against hardware in the
 * loop, tick by tick, for every measurement of the plant and every command.
 *
 * @param signals measurements, then commands
 * @param ticks that were compared
 * @param simulatorCost mean cost of an episode in the simulator
 */
public record SimulatorDifference(List<Of> signals, long ticks, double simulatorCost) {
    /**
     * The difference of one signal.
     *
     * @param name of it
     * @param unit of it
     * @param max the largest, in its unit; infinite where one of both was no number
     * @param rms the root mean square, in its unit
     * @param halfRange half of its range, or 1 where it has none
     */
    public record Of(String name, String unit, double max, double rms, double halfRange) {}

    /** Copies. */
    public SimulatorDifference {
        signals = List.copyOf(signals);
    }

    /**
     * The largest of all signals.
     *
     * @return in half ranges
     */
    public double max() {
        return signals.stream().mapToDouble(s -> s.max / s.halfRange).max().orElse(Double.NaN);
    }

    /**
     * The greatest root mean square of all signals.
     *
     * @return in half ranges
     */
    public double rms() {
        return signals.stream().mapToDouble(s -> s.rms / s.halfRange).max().orElse(Double.NaN);
    }

    static SimulatorDifference of(CaseLog link, CaseLog simulator, LinkSignature signature, double simulatorCost) {
        List<Of> signals = new ArrayList<>();
        List<Signal> measurements = signature.measurements();
        for (int i = 0; i < measurements.size(); i++) {
            int index = i;
            signals.add(of(measurements.get(i), link, simulator, (log, row) -> log.truth(row, index)));
        }
        List<Signal> commands = signature.commands();
        for (int i = 0; i < commands.size(); i++) {
            int index = i;
            signals.add(of(commands.get(i), link, simulator, (log, row) -> log.command(row, index)));
        }
        long ticks = 0;
        for (int episode = 0; episode < Math.min(link.episodes(), simulator.episodes()); episode++) {
            ticks += common(link, simulator, episode);
        }
        return new SimulatorDifference(signals, ticks, simulatorCost);
    }

    @FunctionalInterface
    private interface Cell {
        double at(CaseLog log, int row);
    }

    private static int common(CaseLog a, CaseLog b, int episode) {
        return Math.min(a.until(episode) - a.from(episode), b.until(episode) - b.from(episode));
    }

    private static Of of(Signal signal, CaseLog link, CaseLog simulator, Cell cell) {
        double max = 0;
        double squares = 0;
        long count = 0;
        for (int episode = 0; episode < Math.min(link.episodes(), simulator.episodes()); episode++) {
            for (int i = 0; i < common(link, simulator, episode); i++) {
                double difference = Math.abs(
                        cell.at(link, link.from(episode) + i) - cell.at(simulator, simulator.from(episode) + i));
                // No number is further from one than any other: it must break a criterion, not escape it.
                difference = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
                max = Math.max(max, difference);
                squares += difference * difference;
                count++;
            }
        }
        return new Of(
                signal.name(),
                signal.unit(),
                count == 0 ? Double.NaN : max,
                Math.sqrt(squares / count),
                signal.halfWidth());
    }
}
