package dev.antipode.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.program.Engine;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.sim.ParameterDistribution.Normal;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A task on a plant of which more is known. */
class ParameterDistributionTest {
    private static final int EPISODES = 4000;
    private static final TaskModel MOTOR =
            Registry.load(ParameterDistributionTest.class.getClassLoader()).task("dc-motor");

    private static Normal normal(String name, String unit, double mean, double deviation, Map<String, Double> with) {
        return new Normal(name, unit, mean, deviation, with);
    }

    private static Normal constant(double deviation, Map<String, Double> with) {
        return normal("torqueConstant", "N*m/A", 0.06, deviation, with);
    }

    private static Normal inertia(double deviation, Map<String, Double> with) {
        return normal("inertia", "kg*m^2", 3e-4, deviation, with);
    }

    private static ParameterDistribution of(Normal... parameters) {
        return new ParameterDistribution("dc-motor", OptionalDouble.empty(), List.of(parameters));
    }

    /** The parameters of the first episodes, a row an episode. */
    private static double[][] drawn(TaskModel task, int episodes) {
        double[][] all = new double[episodes][task.plant().parameters().size()];
        try (Engine engine = new Engine(Precision.F64, Arithmetic.FUSED, KernelMode.SCALAR);
                TaskPlant plant = new TaskPlant(task, engine, Long.MAX_VALUE)) {
            for (int e = 0; e < episodes; e++) {
                plant.reset(7, EpisodeSet.TRAINING, e);
                for (int i = 0; i < all[e].length; i++) {
                    all[e][i] = plant.parameter(i);
                }
            }
        }
        return all;
    }

    /** Each within five standard errors of its estimate. */
    @Test
    void drawsHaveTheirMomentsAndTheOthersAreTheTasksOwn() {
        double correlation = -0.8;
        ParameterDistribution known =
                of(constant(0.002, Map.of()), inertia(2e-5, Map.of("torqueConstant", correlation)));
        double[][] drawn = drawn(MOTOR.withParameters(known), EPISODES);
        double[][] plain = drawn(MOTOR, EPISODES);
        double[] mean = {0.06, 3e-4};
        double[] deviation = {0.002, 2e-5};
        double[] sum = new double[2];
        double[] squares = new double[2];
        double product = 0;
        for (int e = 0; e < EPISODES; e++) {
            double[] z = {(drawn[e][2] - mean[0]) / deviation[0], (drawn[e][3] - mean[1]) / deviation[1]};
            for (int i = 0; i < 2; i++) {
                sum[i] += z[i];
                squares[i] += z[i] * z[i];
            }
            product += z[0] * z[1];
            assertThat(new double[] {drawn[e][0], drawn[e][1], drawn[e][4]})
                    .containsExactly(plain[e][0], plain[e][1], plain[e][4]);
        }
        double root = Math.sqrt(EPISODES);
        for (int i = 0; i < 2; i++) {
            assertThat(sum[i] / EPISODES).isCloseTo(0, within(5 / root));
            assertThat(squares[i] / EPISODES).isCloseTo(1, within(5 * Math.sqrt(2) / root));
        }
        assertThat(product / EPISODES)
                .isCloseTo(correlation, within(5 * Math.sqrt(1 + correlation * correlation) / root));
    }

    @Test
    void drawsStayWithinTheirRanges() {
        Signal ranged = new Signal("a", "1", -1, 2, Double.POSITIVE_INFINITY, false, 0);
        Signal mass = new Signal(
                "m", "kg", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, false, 1);
        TaskGraph graph = ParameterDraws.of(
                new TaskGraph(constants(), List.of()),
                List.of(ranged, mass),
                of(normal("a", "1", 1, 1, Map.of()), normal("m", "kg", 4, 2, Map.of())));
        assertThat(graph.graph().evaluate(0.5, 0.5)).containsExactly(1.5, 5);
        assertThat(graph.graph().evaluate(9, 9)).containsExactly(2, 22);
        assertThat(graph.graph().evaluate(-9, -9)).containsExactly(-1, 1);
        assertThat(graph.normal()).containsExactly(true, true);
    }

    /** A lower end alone keeps a mass physical; how far draws reach is not its matter. */
    @Test
    void aRangeWithOneEndLetsDrawsReachAsFarAsNone() {
        double open = Double.POSITIVE_INFINITY;
        for (double least : new double[] {Double.NEGATIVE_INFINITY, 1e-9, 0.5}) {
            TaskGraph graph = ParameterDraws.of(
                    new TaskGraph(constants(), List.of()),
                    List.of(
                            new Signal("a", "1", -1, 2, open, false, 0),
                            new Signal("m", "kg", least, open, open, false, 1)),
                    of(normal("m", "kg", 4, 2, Map.of())));
            assertThat(graph.graph().evaluate(-9)).containsExactly(0, 1);
        }
    }

    @Test
    void noPlantTakesANegativeMassOrInertia() {
        Registry registry = Registry.load(getClass().getClassLoader());
        for (String name : registry.plantNames()) {
            for (Signal parameter : registry.plant(name).parameters()) {
                if (parameter.unit().equals("kg") || parameter.unit().equals("kg*m^2")) {
                    assertThat(parameter.min())
                            .as("%s of %s", parameter.name(), name)
                            .isNotNegative();
                }
            }
        }
        refused(
                () -> MOTOR.withParameters(of(normal("inertia", "kg*m^2", -1e-5, 0, Map.of()))),
                "parameter 'inertia' cannot be -1.0E-5; its declared range is [1.0E-9, Infinity]");
    }

    private static Graph constants() {
        GraphBuilder g = new GraphBuilder();
        return g.build(List.of("a", "m"), List.of(g.constant(0), g.constant(1)));
    }

    /** Two that cannot be told apart have one random number, and one that is held has none. */
    @Test
    void aSingularCovarianceDrawsFewerNumbers() {
        TaskModel task = MOTOR.withParameters(of(
                constant(0.002, Map.of()),
                inertia(2e-5, Map.of("torqueConstant", -1.0)),
                normal("friction", "N*m*s/rad", 2e-4, 0, Map.of())));
        assertThat(task.graph("parameters").normal())
                .hasSize(MOTOR.graph("parameters").normal().size() + 1);
        for (double[] row : drawn(task, 100)) {
            assertThat((row[2] - 0.06) / 0.002).isCloseTo(-(row[3] - 3e-4) / 2e-5, within(1e-9));
            assertThat(row[4]).isEqualTo(2e-4);
        }
    }

    @Test
    void theDistributionIsPartOfWhatTheTaskIs() {
        TaskModel one = MOTOR.withParameters(of(constant(0.002, Map.of())));
        TaskModel other = MOTOR.withParameters(of(constant(0.003, Map.of())));
        assertThat(List.of(MOTOR.fingerprint(), one.fingerprint(), other.fingerprint()))
                .doesNotHaveDuplicates();
        assertThat(other.withParameters(one.distribution().orElseThrow()).fingerprint())
                .isEqualTo(one.fingerprint());
        TaskModel late =
                MOTOR.withParameters(new ParameterDistribution("dc-motor", OptionalDouble.of(0.0060001), List.of()));
        assertThat(late.timing())
                .isEqualTo(MOTOR.timing().withLatency(3 * MOTOR.timing().stepSeconds()));
        assertThat(late.graph("parameters").graph().fingerprint())
                .isEqualTo(
                        MOTOR.withParameters(of()).graph("parameters").graph().fingerprint());
    }

    @Test
    void kernelsOfEveryKindGiveTheSameBits() {
        TaskModel task =
                MOTOR.withParameters(of(constant(0.002, Map.of()), inertia(2e-5, Map.of("torqueConstant", 0.5))));
        double[][] scalar = states(task, 16, KernelMode.SCALAR);
        double[][] simd = states(task, 64, KernelMode.SIMD);
        for (int lane = 0; lane < 16; lane++) {
            assertThat(simd[lane]).containsExactly(scalar[lane]);
        }
    }

    private static double[][] states(TaskModel task, int lanes, KernelMode mode) {
        try (ClosedLoop loop = new ClosedLoop(task, lanes, Precision.F32, mode)) {
            loop.frame.seed = 3;
            loop.rollout.reset(loop.frame);
            for (int step = 0; step < 20; step++) {
                loop.rollout.step(loop.frame);
            }
            double[][] states = new double[16][];
            for (int lane = 0; lane < 16; lane++) {
                states[lane] = loop.read(loop.rollout.states(), lane);
            }
            return states;
        }
    }

    @Test
    void whatNoPlantCanBeIsRefused() {
        refused(() -> MOTOR.withParameters(of(normal("inertai", "kg*m^2", 1, 0, Map.of()))), "did you mean 'inertia'?");
        refused(
                () -> MOTOR.withParameters(of(normal("inertia", "g*m^2", 1, 0, Map.of()))),
                "is in kg*m^2, not in g*m^2");
        refused(() -> inertia(-1, Map.of()), "deviation of parameter 'inertia' is -1.0; it must be at least 0");
        refused(() -> inertia(Double.NaN, Map.of()), "it must be at least 0");
        refused(() -> normal("inertia", "kg*m^2", Double.POSITIVE_INFINITY, 0, Map.of()), "give a finite number");
        refused(() -> inertia(1, Map.of("torqueConstant", 1.2)), "must be from -1 to 1");
        refused(() -> of(inertia(1, Map.of("torqueConstant", 0.2))), "which is not before it");
        refused(() -> of(inertia(1, Map.of()), inertia(1, Map.of())), "given twice");
        refused(
                () -> of(
                        normal("a", "1", 0, 1, Map.of()),
                        normal("b", "1", 0, 1, Map.of("a", 0.9)),
                        normal("c", "1", 0, 1, Map.of("a", 0.9, "b", -0.9))),
                "the correlations of 'c' contradict those of the parameters before it");
        refused(
                () -> MOTOR.withParameters(new ParameterDistribution("dc-motor", OptionalDouble.of(0.003), List.of())),
                "must be a multiple of the plant's step of 0.002 s");
        refused(
                () -> MOTOR.withParameters(new ParameterDistribution("dc-motor", OptionalDouble.of(100), List.of())),
                "inputs would act after 100.0 s, but an episode ends after 2.0 s");
        Signal ranged = new Signal("mass", "kg", 0.1, 2, Double.POSITIVE_INFINITY, false, 1);
        refused(() -> of().holding(ranged, -1), "parameter 'mass' cannot be -1.0; its declared range is [0.1, 2.0]");
        refused(() -> new ParameterDistribution("dc-motor", OptionalDouble.of(-1), List.of()), "must be at least 0");
    }

    private static void refused(ThrowingCallable making, String reason) {
        assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(reason);
    }

    @Test
    void whatIsHeldIsCorrelatedWithNothing() {
        ParameterDistribution held = of(constant(0.002, Map.of()), inertia(2e-5, Map.of("torqueConstant", 0.5)))
                .holding(MOTOR.plant().parameters().get(2), 0.05);
        assertThat(held).isEqualTo(of(inertia(2e-5, Map.of()), normal("torqueConstant", "N*m/A", 0.05, 0, Map.of())));
    }
}
