package dev.antipode.controller.paper;

import dev.antipode.core.program.Engine;
import dev.antipode.sim.particles.DiskPacking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Figure 4: the energy of packed disks against the diameter of half of them, after more and more steps of relaxation, and the
 * variance of its derivative through the relaxation.
 *
 * @param disks how many, even
 * @param starts random starts, a multiple of 16
 * @param points diameters of the slices
 * @param steps of relaxation, a power of two
 */
record PackingFigure(int disks, int starts, int points, int steps) implements Figure {
    private static final double SMALLEST = 0.1;
    private static final double[] DIAMETERS = {0.10, 0.35, 0.60, 0.85};
    /** Individual starts that are drawn. */
    private static final int DRAWN = 5;
    /**
     * Growth is fitted from the second half of the steps: before, what D itself does to the energy hides what it does through the
     * places, and disks fly apart from where they overlapped at random.
     */
    private static final int EARLY = 2;

    private static final double SLICES = 0.4;
    private static final double LN_10 = 2.302585092994046;

    static PackingFigure full() {
        return new PackingFigure(128, 128, 31, 256);
    }

    static PackingFigure quick() {
        return new PackingFigure(32, 32, 10, 256);
    }

    @Override
    public String id() {
        return "4";
    }

    @Override
    public String title() {
        return "Figure 4: packing disks";
    }

    @Override
    public String shows() {
        return "that the energy falls with the steps of relaxation while its derivative by the disks' diameter comes to vary "
                + "without bound, the most for the smallest disks";
    }

    @Override
    public String settings() {
        return "disks " + disks + " starts " + starts + " diameters " + points + " steps " + steps;
    }

    @Override
    public double expectedSeconds() {
        return 15 + 1.6e-8 * disks * disks * starts * steps * (points + 6 * DIAMETERS.length) / 2;
    }

    @Override
    public FigureResult measure(FigureContext context) {
        PackingSlices slices;
        PackingGrowth[] growth = new PackingGrowth[DIAMETERS.length];
        try (Engine engine = context.engine();
                DiskPacking packing = new DiskPacking(
                        disks, starts, engine, context.execution().budgetBytes())) {
            FigureContext rest = context.warm(engine, expectedSeconds());
            slices = PackingSlices.measure(
                    rest.part(0, SLICES), packing, disks, starts, Numbers.evenly(SMALLEST, 1, points), powersOfTwo());
            for (int d = 0; d < DIAMETERS.length; d++) {
                double share = (1 - SLICES) / DIAMETERS.length;
                growth[d] = PackingGrowth.measure(
                        rest.part(SLICES + d * share, SLICES + (d + 1) * share), packing, starts, DIAMETERS[d], steps);
            }
        }
        return result(slices, growth);
    }

    private int[] powersOfTwo() {
        int count = Integer.numberOfTrailingZeros(Integer.highestOneBit(steps)) + 1;
        int[] powers = new int[count];
        Arrays.setAll(powers, i -> 1 << i);
        return powers;
    }

    private FigureResult result(PackingSlices slices, PackingGrowth[] growth) {
        List<Panel> panels = new ArrayList<>();
        panels.add(energies(slices));
        panels.add(starts(slices));
        GrowthSlopes[] slopes = new GrowthSlopes[growth.length];
        Arrays.setAll(slopes, d -> growth[d].slopes(steps / EARLY));
        panels.add(variances(growth, slopes));
        List<Finding> findings = new ArrayList<>();
        double[] first = slices.mean(0);
        double[] last = slices.mean(slices.steps().length - 1);
        double highest = 0;
        for (int d = 0; d < first.length; d++) {
            highest = Math.max(highest, last[d] / first[d]);
        }
        findings.add(new Finding(
                "the mean energy falls at every diameter",
                "to at most " + Numbers.percent(highest) + " of that after one step",
                highest < 1));
        double[] atEnd = new double[growth.length];
        Arrays.setAll(atEnd, d -> growth[d].logVariance()[steps - 1] / LN_10);
        findings.add(new Finding(
                "the smallest disks have the largest variance of the derivative",
                String.format(
                        Locale.ROOT,
                        "1e%.1f at D = %.2f, 1e%.1f at D = %.2f",
                        atEnd[0],
                        DIAMETERS[0],
                        atEnd[growth.length - 1],
                        DIAMETERS[growth.length - 1]),
                Arrays.stream(atEnd).max().orElseThrow() == atEnd[0]));
        List<String> calm = new ArrayList<>();
        for (int d = 0; d < slopes.length; d++) {
            String where = String.format(Locale.ROOT, "D = %.2f", DIAMETERS[d]);
            if (slopes[d].exponential()) {
                findings.add(slopes[d].typical(where));
                findings.add(slopes[d].rare(where));
            } else {
                calm.add(where + " (" + slopes[d].lyapunov().text() + " a step)");
            }
        }
        List<String> notes = new ArrayList<>();
        notes.add("The paper names neither the number of disks nor the energy of a pair. Here: " + disks
                + " disks and the "
                + "harmonic energy of the authors' notebook, packing fraction 0.98, " + starts
                + " random starts; the box carries the disks along when the diameter changes.");
        notes.add(
                "Slopes are fitted from step " + steps / EARLY
                        + " on, with standard errors by the jackknife over starts; growth is of natural logarithms of squares. "
                        + "Dashed: twice the Lyapunov exponent of relaxation, measured with random perturbations of the places.");
        if (!calm.isEmpty()) {
            notes.add("Typical perturbations do not grow, so that no exponential is fitted: " + String.join(", ", calm)
                    + ".");
        }
        return new FigureResult(
                String.format(
                        Locale.ROOT,
                        "energies down to %s of that after one step, and after %d steps a variance of 1e%.1f at D = %.2f "
                                + "against 1e%.1f at D = %.2f",
                        Numbers.percent(highest),
                        steps,
                        atEnd[0],
                        DIAMETERS[0],
                        atEnd[growth.length - 1],
                        DIAMETERS[growth.length - 1]),
                findings,
                panels,
                notes);
    }

    private static Panel energies(PackingSlices slices) {
        List<Curve> curves = new ArrayList<>();
        for (int i = 0; i < slices.steps().length; i++) {
            boolean last = i == slices.steps().length - 1;
            curves.add(Curve.line(
                    slices.steps()[i] + " steps",
                    last ? 0 : 1 + i % 5,
                    slices.diameters(),
                    Numbers.log10(slices.mean(i))));
        }
        return new Panel(
                "energy",
                "Mean energy per disk after so many steps",
                "diameter D of half of the disks",
                "energy",
                PanelScale.LINEAR,
                PanelScale.DECADES,
                curves);
    }

    private Panel starts(PackingSlices slices) {
        int last = slices.steps().length - 1;
        List<Curve> curves = new ArrayList<>();
        for (int start = 0; start < DRAWN; start++) {
            curves.add(Curve.line("start " + start, 5, slices.diameters(), slices.start(last, start)));
        }
        curves.add(Curve.line("mean", 0, slices.diameters(), slices.mean(last)));
        return new Panel(
                "starts",
                "Energy per disk after " + steps + " steps",
                "diameter D of half of the disks",
                "energy",
                PanelScale.LINEAR,
                PanelScale.LINEAR,
                curves);
    }

    private Panel variances(PackingGrowth[] growth, GrowthSlopes[] slopes) {
        double[] horizon = Numbers.evenly(1, steps, steps);
        List<Curve> curves = new ArrayList<>();
        for (int d = 0; d < growth.length; d++) {
            String name = String.format(Locale.ROOT, "D = %.2f", DIAMETERS[d]);
            double[] variance = Numbers.decimal(growth[d].logVariance());
            curves.add(Curve.line(name, d, horizon, variance));
            if (slopes[d].exponential()) {
                double[] x = {steps / (double) EARLY, steps};
                double start = variance[steps / EARLY - 1];
                double rise = slopes[d].lyapunov().value() * (x[1] - x[0]) / LN_10;
                curves.add(Curve.reference(
                        d == 0 ? "twice the Lyapunov exponent" : "", x, new double[] {start, start + rise}));
            }
        }
        return new Panel(
                "variance",
                "Variance of the energy's derivative by D over random starts",
                "steps of relaxation",
                "variance",
                PanelScale.LINEAR,
                PanelScale.DECADES,
                curves);
    }
}
