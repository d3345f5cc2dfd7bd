package dev.antipode.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.controller.train.GuardedChoice;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.core.random.Purpose;
import dev.antipode.core.random.StreamKey;
import dev.antipode.core.random.Threefry;
import dev.antipode.sim.Registry;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the benchmarks time is right; scalar kernels stand for the SIMD ones, whose bits are the same. */
class WorkloadsTest {
    private static final int LANES = 32;

    @ParameterizedTest
    @ValueSource(ints = {5, 32, 64})
    void oneSampleAndManyAgreeWithDoublePrecision(int hidden) {
        PerceptronDesign design = new PerceptronDesign(hidden);
        try (InferenceSingle single = new InferenceSingle(design, KernelMode.SCALAR);
                InferenceBatch batch = new InferenceBatch(design, LANES, KernelMode.SCALAR)) {
            design.requireAgreement(single, batch, LANES);
        }
    }

    @Test
    void anotherPerceptronIsRefused() {
        PerceptronDesign design = new PerceptronDesign(8);
        try (InferenceSingle single = new InferenceSingle(design, KernelMode.SCALAR);
                InferenceBatch other = new InferenceBatch(new PerceptronDesign(16), LANES, KernelMode.SCALAR)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> design.requireAgreement(single, other, LANES))
                    .withMessageContaining("no time is taken of a wrong answer");
        }
    }

    @Test
    void aTickClampsItsCommands() {
        PerceptronDesign design = new PerceptronDesign(64);
        try (ControlTick tick = new ControlTick(design, KernelMode.SCALAR)) {
            tick.requireAgreement(design);
            double[] wanted = design.expected(PerceptronDesign.observations(1)[0]);
            assertThat(300 * wanted[0]).isGreaterThan(4);
            assertThat(tick.run()).isEqualTo(3);
        }
    }

    /** Box and Muller by Java's own functions, from the words of the specification. */
    @Test
    void noiseIsThreefryAndBoxMuller() {
        try (NoiseBatch batch = new NoiseBatch(LANES, KernelMode.SCALAR)) {
            batch.run();
            double[] values = batch.values();
            StreamKey key = new StreamKey(NoiseBatch.SEED, Purpose.PERTURBATION, 1);
            int[] words = new int[4];
            for (int lane = 0; lane < LANES; lane++) {
                Threefry.block(lane, 0, 0, 0, key.word0(), key.word1(), key.word2(), key.word3(), words);
                for (int pair = 0; pair < 4; pair += 2) {
                    double radius = Math.sqrt(-2 * Math.log(uniform(words[pair])));
                    double angle = 2 * Math.PI * uniform(words[pair + 1]);
                    assertThat(values[pair * LANES + lane]).isCloseTo(radius * Math.cos(angle), within(1e-5));
                    assertThat(values[(pair + 1) * LANES + lane]).isCloseTo(radius * Math.sin(angle), within(1e-5));
                }
            }
        }
    }

    private static double uniform(int word) {
        return ((word >>> 9) + 0.5) / (1 << 23);
    }

    @Test
    void episodesDoNotDependOnTheLanesOfATile() {
        try (RolloutBatch narrow = new RolloutBatch("cart-pole-swing-up", 16, KernelMode.SCALAR);
                RolloutBatch wide = new RolloutBatch("cart-pole-swing-up", 48, KernelMode.SCALAR)) {
            assertThat(Arrays.copyOf(wide.episodeCosts(), 16)).isEqualTo(narrow.episodeCosts());
            // Past the horizon the episodes begin again.
            narrow.steps(narrow.horizon() + 3);
            assertThat(narrow.episodeCosts()).isEqualTo(Arrays.copyOf(wide.episodeCosts(), 16));
        }
    }

    @Test
    void theSpectralRadiusIsThatOfADenseSolver() {
        try (SpectralProbe probe = new SpectralProbe(StepPlant.ACROBOT, KernelMode.SCALAR)) {
            probe.requireAgreement("acrobot");
            assertThat(probe.products()).isPositive();
        }
    }

    @Test
    void aControllerFileIsReadAsItWasWritten() throws IOException {
        try (SavedController saved = new SavedController("cart-pole-swing-up")) {
            assertThat(saved.sameAsWritten()).isTrue();
        }
    }

    @Test
    void guardedTrainingGoesFromUpdateToUpdate() throws InterruptedException {
        try (RunningTraining training =
                new RunningTraining("pendulum", new GuardedChoice(8, 10, 10, false), KernelMode.SCALAR)) {
            long first = training.next().simulatorSteps();
            assertThat(training.next().simulatorSteps()).isGreaterThan(first);
        }
    }

    @Test
    void anObjectiveIsAFunctionOfItsCandidate() {
        TrainingOptions options = TrainingOptions.of(
                        Registry.load(getClass().getClassLoader()).task("cart-pole"))
                .withPolicy(PolicyDesign.parse("linear"));
        try (CandidateCost cost = new CandidateCost(options, LANES)) {
            double[] none = new double[cost.parameterCount()];
            double[] some = new double[none.length];
            Arrays.fill(some, 0.5);
            double before = cost.of(EpisodeSet.TRAINING, none);
            long steps = cost.trainingSteps();
            assertThat(cost.of(EpisodeSet.TRAINING, some)).isNotEqualTo(before);
            long others = cost.trainingSteps();
            assertThat(cost.of(EpisodeSet.TRAINING, none)).isEqualTo(before);
            // The same episodes, the same steps again; those of the judge are not counted.
            assertThat(cost.trainingSteps() - others).isEqualTo(steps);
            assertThat(cost.of(EpisodeSet.VALIDATION, none)).isNotEqualTo(before);
            assertThat(cost.trainingSteps() - others).isEqualTo(steps);
            // Poles that nobody holds fall within a second or two of ten, and cost 1 a step from then on.
            int horizon = options.task().timing().horizonSteps();
            assertThat(before).isBetween(horizon / 2.0, (double) horizon);
            assertThat(steps).isBetween(LANES * horizon / 50L, LANES * horizon / 5L);
        }
    }

    /** Batches of scalar code have one another's bits, and say so where they have not. */
    @Test
    void batchesOfDifferentWorkAreNotTheSame() {
        try (StepBatch one = new StepBatch(StepPlant.ACROBOT, LANES, KernelMode.SCALAR);
                StepBatch same = new StepBatch(StepPlant.ACROBOT, LANES, KernelMode.SCALAR);
                StepBatch other = new StepBatch(StepPlant.CART_POLE, LANES, KernelMode.SCALAR)) {
            one.requireSameAnswerAs(same);
            assertThatIllegalStateException().isThrownBy(() -> one.requireSameAnswerAs(other));
            try (JacobianBatch whole = new JacobianBatch(StepPlant.ACROBOT, one, KernelMode.SCALAR);
                    JacobianBatch again = new JacobianBatch(StepPlant.ACROBOT, same, KernelMode.SCALAR)) {
                whole.requireSameAnswerAs(again);
                again.jacobian().setInput(3, 0, 0.125);
                assertThatIllegalStateException()
                        .isThrownBy(() -> whole.requireSameAnswerAs(again))
                        .withMessageContaining("point 3");
            }
        }
    }
}
