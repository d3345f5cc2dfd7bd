package dev.antipode.controller.paper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.train.EstimatorChoice;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.core.kernel.KernelMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Remedies one by one, at sizes that take a second: whether one helped follows from the numbers of its line. */
class RemedyTest {
    private static final Pattern NUMBER = Pattern.compile("\\d+\\.\\d+");

    private static List<Finding> measured(Remedy remedy) {
        return remedy.measure(new FigureContext(
                1, ExecutionSettings.defaults().withKernels(KernelMode.SCALAR), _ -> {}, () -> false));
    }

    /** Those with a decimal point. */
    private static double[] numbers(Finding finding) {
        return NUMBER.matcher(finding.measured())
                .results()
                .map(MatchResult::group)
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /** From 6 untrained, whole episodes come to 4: less than 3.88 is a gain beyond 2 % of what there was. */
    @Test
    void whatIsTrainedIsComparedWithWholeEpisodes() {
        Map<String, Double> costs = Map.of(
                "tbptt:full", 4.0, "tbptt:50", 0.8, "tbptt:full:0.9", 3.87, "tbptt:full:1:0.1", 3.89, "mixed", 5.0);
        Map<EstimatorChoice, Double> parsed = new HashMap<>();
        costs.forEach((estimator, cost) -> parsed.put(EstimatorChoice.parse(estimator), cost));
        assertThat(new TrainedRemedies(240_000, 1).lines(new TruncationRuns(parsed, 6)))
                .hasSize(4)
                .allSatisfy(line -> {
                    // "for 2.40e+05 steps a cost of A a step against B with whole episodes, from C untrained"
                    double[] numbers = numbers(line);
                    assertThat(numbers[2]).isEqualTo(4);
                    assertThat(line.agrees()).isEqualTo(numbers[1] < 3.88);
                })
                .extracting(Finding::agrees)
                .containsExactlyInAnyOrder(true, true, false, false);
    }

    @Test
    void aPenaltyTimesZeroChangesNothing() {
        Finding line = measured(new SpectralPenalty(3, 2.5, 2, 0, 20)).getFirst();
        // "an error of A against B without, and a largest exponent from C to D a step against E"
        double[] numbers = numbers(line);
        assertThat(numbers[0]).isEqualTo(numbers[1]);
        assertThat(numbers[3]).isEqualTo(numbers[4]);
        assertThat(line.agrees()).isFalse();
    }

    @Test
    void theBetterOfTheGatedCellsCounts() {
        Finding line = measured(new GatedCells(3, 1, 2, 40)).getFirst();
        double[] numbers = numbers(line);
        assertThat(line.measured()).containsPattern("\\((gru|lstm|GRU|LSTM)\\)");
        assertThat(line.agrees()).isEqualTo(numbers[0] < numbers[1]);
    }

    @Test
    void noDescentEndsBelowTheLowestLoss() {
        Finding line = measured(new CoarseToFine(11, 300)).getFirst();
        // "it ends A above the lowest loss on average, with one scale B, C and D"
        double[] numbers = numbers(line);
        assertThat(numbers).hasSize(4);
        assertThat(line.agrees()).isEqualTo(numbers[0] < Math.min(numbers[1], Math.min(numbers[2], numbers[3])));
    }

    /** Eight disks of about one size come to rest in so many steps, where the implicit function theorem holds. */
    @Test
    void theImplicitDerivativeIsThatOfPackingsAtRest() {
        Finding line = measured(new ImplicitPacking(8, 16, 1000, 40, 0.85)).getFirst();
        assertThat(line.agrees()).as(line.measured()).isTrue();
    }
}
