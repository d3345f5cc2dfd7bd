package dev.antipode.controller.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.sim.Registry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreeRunTest {
    /** Against central differences of the same run, through delay and sub-steps. */
    @ParameterizedTest
    @ValueSource(strings = {"cart-pole", "dc-motor", "lorenz", "thermal"})
    void derivativesAreThoseOfDifferences(String name) {
        SyntheticLog log = new SyntheticLog(name, Map.of()).substeps(2).delay(1).noise(0.01, 0);
        Recording recording = log.record(1, 12, 3);
        LoggedPlant logged = log.logged();
        int[] fitted = IntStream.range(0, logged.plant().parameters().size()).toArray();
        double[] values = logged.plant().parameters().stream()
                .mapToDouble(s -> s.defaultValue())
                .toArray();
        Problem problem = new Problem(logged, recording, fitted, values, 2);
        Segment segment = new Segment(recording.episodes().getFirst(), 1, 12);
        double[] initial = recording.episodes().getFirst().outputs()[1].clone();
        try (FreeRun run = free(problem)) {
            List<double[]> exact = new ArrayList<>();
            assertThat(run.run(segment, values, initial, 1, (_, _, _, _, d) -> exact.add(d.clone())))
                    .isTrue();
            int parameters = fitted.length;
            for (int c = 0; c < parameters + initial.length; c++) {
                double h = 1e-5;
                double[][] p = {values.clone(), values.clone()};
                double[][] x = {initial.clone(), initial.clone()};
                for (int side = 0; side < 2; side++) {
                    double change = side == 0 ? h : -h;
                    if (c < parameters) {
                        p[side][c] += change * problem.parameterScale(c);
                    } else {
                        x[side][c - parameters] += change * problem.stateScale(c - parameters);
                    }
                }
                double[] up = outputs(run, segment, p[0], x[0]);
                double[] down = outputs(run, segment, p[1], x[1]);
                double largest = 0;
                for (double[] row : exact) {
                    largest = Math.max(largest, Math.abs(row[c]));
                }
                for (int i = 0; i < up.length; i++) {
                    assertThat((up[i] - down[i]) / (2 * h)).isCloseTo(exact.get(i)[c], within(1e-6 * (1 + largest)));
                }
            }
        }
    }

    private static FreeRun free(Problem problem) {
        FreeRun run =
                new FreeRun(problem.logged(), problem.outputs(), problem.fitted(), Arithmetic.FUSED, Long.MAX_VALUE);
        run.bind(problem);
        return run;
    }

    private static double[] outputs(FreeRun run, Segment segment, double[] parameters, double[] initial) {
        List<Double> all = new ArrayList<>();
        run.run(segment, parameters, initial, 1, (_, _, simulated, _, _) -> all.add(simulated));
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** A candidate a lane costs what the run with derivatives says, to the bit, and one that is lost costs infinity. */
    @Test
    void candidatesCostWhatTheirRunsDo() {
        SyntheticLog log = new SyntheticLog("cart-pole", Map.of()).noise(0.01, 0);
        Recording recording = log.record(1, 12, 3);
        double[] values = {9.8, 1, 0.1, 0.5};
        Problem problem = new Problem(log.logged(), recording, new int[] {1, 3}, values, 1);
        Segment segment = new Segment(recording.episodes().getFirst(), 0, 12);
        double[] deviations = {0.1, 0.2, 0.3, 0.4};
        try (FreeRun run = free(problem)) {
            double[][] p = new double[run.lanes()][];
            double[][] x = new double[run.lanes()][];
            for (int lane = 0; lane < p.length; lane++) {
                p[lane] = new double[] {1 + 0.1 * lane, 0.5};
                x[lane] = new double[] {0.1 * lane, 0, 0.1, 0};
            }
            x[5][0] = Double.NaN;
            double[] costs = new double[run.lanes()];
            run.costs(segment, p, x, 0, 12, deviations, costs);
            double[] sum = {0};
            run.run(segment, p[3], x[3], 0, (_, output, _, residual, _) -> {
                double e = residual / deviations[output];
                sum[0] += e * e;
            });
            assertThat(costs[3]).isEqualTo(sum[0]);
            assertThat(costs[5]).isInfinite();
        }
    }

    /** What a task observes is simulated too, as its own plant's observation. */
    @Test
    void observationsAreOutputs() {
        LoggedPlant logged =
                LoggedPlant.of(Registry.load(FreeRunTest.class.getClassLoader()).task("pendulum"));
        List<String> names = LoggedPlant.names(logged.outputs());
        assertThat(names).contains("theta");
        double[] arguments = new double[logged.outputGraph(names).inputNames().size()];
        arguments[0] = 0.3;
        arguments[1] = -0.2;
        double[] values = logged.outputGraph(names).evaluate(arguments);
        assertThat(values[names.indexOf("theta")]).isEqualTo(0.3);
        assertThat(Arrays.stream(values).anyMatch(v -> Math.abs(v - Math.cos(0.3)) < 1e-12))
                .isTrue();
    }
}
