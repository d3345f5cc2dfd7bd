package dev.antipode.controller.hil.plan;

import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.sim.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How well a plant is controlled, over all episodes of a case.
 *
 * @param effort mean absolute command, from the middle of each range in half ranges
 * @param saturation share of commands at an end of their range
 * @param violations share of ticks in which a measurement of the plant is beyond its declared range
 * @param signals each signal that follows a reference
 */
public record ControlMeasures(double effort, double saturation, double violations, List<Following> signals) {
    private static final double AT_THE_END = 1e-6;
    private static final double SMALLEST_STEP = 1e-3;

    /**
     * One signal that follows a reference; integrals are means over the episodes.
     *
     * @param name of the measurement
     * @param unit of it
     * @param iae integral of the absolute error over time
     * @param ise integral of the squared error
     * @param itae integral of the absolute error times time
     * @param response to the step at the start of the first episode, if there is one
     */
    public record Following(
            String name, String unit, double iae, double ise, double itae, Optional<StepResponse> response) {}

    static ControlMeasures of(CaseLog log, LinkSignature link, double periodSeconds) {
        int rows = log.episodes() == 0 ? 0 : log.until(log.episodes() - 1);
        List<Signal> commands = link.commands();
        List<Signal> measurements = link.measurements();
        double effort = 0;
        long saturated = 0;
        long violated = 0;
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < commands.size(); i++) {
                Signal signal = commands.get(i);
                double command = log.command(row, i);
                effort += Math.abs(command - signal.middle()) / signal.halfWidth();
                double margin = AT_THE_END * signal.halfWidth();
                saturated += command >= signal.max() - margin || command <= signal.min() + margin ? 1 : 0;
            }
            boolean inside = true;
            for (int i = 0; i < measurements.size(); i++) {
                double truth = log.truth(row, i);
                inside &= truth >= measurements.get(i).min()
                        && truth <= measurements.get(i).max();
            }
            violated += inside ? 0 : 1;
        }
        double all = (double) rows * commands.size();
        List<Following> signals = new ArrayList<>();
        for (ControlledSignal controlled : ControlledSignal.of(link)) {
            signals.add(following(log, controlled, periodSeconds));
        }
        return new ControlMeasures(effort / all, saturated / all, (double) violated / rows, signals);
    }

    private static Following following(CaseLog log, ControlledSignal controlled, double periodSeconds) {
        double iae = 0;
        double ise = 0;
        double itae = 0;
        Optional<StepResponse> response = Optional.empty();
        for (int episode = 0; episode < log.episodes(); episode++) {
            double[] error = controlled.error(log, log.from(episode), log.until(episode));
            for (int i = 0; i < error.length; i++) {
                iae += Math.abs(error[i]) * periodSeconds;
                ise += error[i] * error[i] * periodSeconds;
                itae += i * periodSeconds * Math.abs(error[i]) * periodSeconds;
            }
            if (episode == 0 && error.length > 0) {
                response = StepResponse.of(
                        error,
                        stepTicks(log, log.from(0), log.until(0), controlled.reference()),
                        SMALLEST_STEP * controlled.signal().halfWidth(),
                        periodSeconds);
            }
        }
        int episodes = Math.max(1, log.episodes());
        return new Following(
                controlled.signal().name(),
                controlled.signal().unit(),
                iae / episodes,
                ise / episodes,
                itae / episodes,
                response);
    }

    /** How long the references stay what they are at first. Where the measurement is the error itself, any of them may be its own. */
    private static int stepTicks(CaseLog log, int from, int until, int reference) {
        int first = reference < 0 ? 0 : reference;
        int last = reference < 0 ? log.references() - 1 : reference;
        for (int row = from; row < until; row++) {
            for (int i = first; i <= last; i++) {
                if (log.reference(row, i) != log.reference(from, i)) {
                    return row - from;
                }
            }
        }
        return until - from;
    }
}
