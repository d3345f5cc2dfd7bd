package dev.antipode.controller.hil.train;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.sim.NearestName;
import dev.antipode.sim.Signal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A cost of what this side sees, for plants whose side tells none: the weighted squares of how far measurements are from their targets,
 * and commands from theirs. Distances of angles are taken the short way round.
 */
public final class MeasuredCost implements StageCost {
    private static final String USAGE = "give NAME=WEIGHT or NAME=WEIGHT@TARGET, such as angle=1@0.5,voltage=0.01";

    private final Term[] measured;
    private final Term[] commanded;
    private final double worst;

    private record Term(int place, boolean angle, double weight, double target, double worst) {
        double of(double[] values) {
            double distance = values[place] - target;
            double shortest = angle ? Bands.wrapped(distance) : distance;
            return weight * shortest * shortest;
        }
    }

    private MeasuredCost(Term[] measured, Term[] commanded) {
        this.measured = measured;
        this.commanded = commanded;
        this.worst = Stream.of(measured, commanded)
                .flatMap(Stream::of)
                .mapToDouble(Term::worst)
                .sum();
    }

    /**
     * Reads one.
     *
     * @param text such as {@code angle=1@0.5,voltage=0.01}
     * @param measurements what can be measured
     * @param commands what can be commanded
     * @return the cost
     * @throws IllegalArgumentException if it cannot be read, or names a signal that is not there, with the nearest
     */
    public static MeasuredCost parse(String text, List<Signal> measurements, List<Signal> commands) {
        List<String> observed = measurements.stream().map(Signal::name).toList();
        List<String> acted = commands.stream().map(Signal::name).toList();
        Stream.Builder<Term> ofMeasurements = Stream.builder();
        Stream.Builder<Term> ofCommands = Stream.builder();
        for (String part : text.split(",", -1)) {
            String[] sides = part.strip().split("[=@]", -1);
            if (sides.length < 2 || sides.length > 3) {
                throw new IllegalArgumentException("'" + part.strip() + "' is no part of a cost; " + USAGE);
            }
            double weight = number(sides[1], part);
            double target = sides.length == 3 ? number(sides[2], part) : 0;
            if (!(weight >= 0)) {
                throw new IllegalArgumentException(
                        "the weight " + weight + " of '" + sides[0] + "' must be at least 0; " + USAGE);
            }
            if (observed.contains(sides[0])) {
                ofMeasurements.add(term(measurements, observed.indexOf(sides[0]), weight, target));
            } else if (acted.contains(sides[0])) {
                ofCommands.add(term(commands, acted.indexOf(sides[0]), weight, target));
            } else {
                List<String> known =
                        Stream.concat(observed.stream(), acted.stream()).toList();
                throw new IllegalArgumentException("there is no measurement or command '" + sides[0]
                        + "' to be charged for; " + NearestName.hint(sides[0], known) + "there are " + known);
            }
        }
        return new MeasuredCost(
                ofMeasurements.build().toArray(Term[]::new), ofCommands.build().toArray(Term[]::new));
    }

    private static Term term(List<Signal> signals, int place, double weight, double target) {
        Signal signal = signals.get(place);
        double far = signal.angle()
                ? Math.PI
                : signal.bounded() ? Math.max(Math.abs(signal.min() - target), Math.abs(signal.max() - target)) : 0;
        return new Term(place, signal.angle(), weight, target, weight * far * far);
    }

    private static double number(String text, String part) {
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(notANumber(text, part), e);
        }
        throw new IllegalArgumentException(notANumber(text, part));
    }

    private static String notANumber(String text, String part) {
        return String.format(Locale.ROOT, "'%s' in '%s' is not a finite number; %s", text, part.strip(), USAGE);
    }

    @Override
    public double acted(Exchange exchange) {
        double sum = 0;
        for (Term term : measured) {
            sum += term.of(exchange.measurement);
        }
        for (Term term : commanded) {
            sum += term.of(exchange.command);
        }
        return sum;
    }

    @Override
    public double told(Exchange exchange) {
        return 0;
    }

    /** The cost at the far ends of all ranges that are bounded. */
    @Override
    public double failureCost() {
        return worst;
    }
}
