package dev.antipode.controller.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.train.GuardDecision;
import dev.antipode.controller.train.GuardReport;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a report and a terminal say of a guard's decisions, from updates that no run made. */
class GuardSectionTest {
    private static final String HEADING = "Which estimator made the updates, and why";
    private static final String REFUSED =
            "every gradient was refused; the run was trained by evolution strategies alone";

    private static LearningPoint update(int generation, GuardDecision decision, int window, double amplification) {
        return new LearningPoint(
                generation,
                1,
                2,
                Double.NaN,
                1,
                Double.NaN,
                Optional.of(new GuardReport(
                        decision,
                        window,
                        amplification,
                        0.9,
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty())));
    }

    private static LearningPoint probe(int generation, GuardDecision decision, double ratio, double projection) {
        return new LearningPoint(
                generation,
                1,
                2,
                Double.NaN,
                1,
                Double.NaN,
                Optional.of(new GuardReport(
                        decision,
                        20,
                        3,
                        0.9,
                        OptionalDouble.of(ratio),
                        OptionalDouble.of(0.5),
                        OptionalDouble.of(projection),
                        OptionalDouble.of(0.25),
                        OptionalDouble.of(-projection),
                        OptionalDouble.of(0.125))));
    }

    private static List<LearningPoint> mixedDecisions() {
        return List.of(
                probe(0, GuardDecision.GRADIENT, -1.5, 2),
                update(1, GuardDecision.GRADIENT, 96, 50),
                update(2, GuardDecision.GRADIENT, 12, 0.25),
                update(3, GuardDecision.VARIANCE, 7, 2),
                update(4, GuardDecision.DIRECTION, 9, 2),
                probe(5, GuardDecision.DIRECTION, Double.POSITIVE_INFINITY, -1),
                update(6, GuardDecision.AMPLIFICATION, 1, Double.POSITIVE_INFINITY),
                update(7, GuardDecision.GRADIENT, 30, 3));
    }

    private static List<LearningPoint> refusedThroughout() {
        return IntStream.range(0, 5)
                .mapToObj(i -> update(i, GuardDecision.AMPLIFICATION, 1, 1e3 + i))
                .toList();
    }

    private static String html(List<LearningPoint> learning) {
        return TrainingReportTest.report(learning).html();
    }

    private static GuardSummary summary(List<LearningPoint> learning) {
        return GuardSummary.of(learning).orElseThrow();
    }

    @Test
    void aLineCountsTheDecisions() {
        GuardSummary summary = summary(mixedDecisions());
        assertThat(summary.line())
                .isEqualTo("guard: 4 of 8 updates by gradients over windows of 12 to 96 control steps; "
                        + "es: 2 direction, 1 amplification, 1 variance");
        assertThat(summary.refusal()).isEmpty();
        assertThat(summary.counts().toString())
                .isEqualTo(
                        "{gradient=4, amplification=1, variance=1, direction=2, nonFinite=0, switched=0, untested=0}");
    }

    @Test
    void aRunWithoutGradientsIsCalledOne() {
        GuardSummary summary = summary(refusedThroughout());
        assertThat(summary.line()).isEqualTo("guard: 0 of 5 updates by gradients; es: 5 amplification");
        assertThat(summary.refusal()).contains(REFUSED);
        assertThat(html(refusedThroughout()))
                .contains(HEADING, REFUSED.substring(1), "No update came as far as a test");
    }

    @Test
    void aRunWithGradientsAloneNeedsNoReasons() {
        assertThat(summary(List.of(update(0, GuardDecision.GRADIENT, 5, 1))).line())
                .isEqualTo("guard: 1 of 1 updates by gradients over windows of 5 control steps");
    }

    @Test
    void theTableHasEveryDecisionWithItsShare() {
        String html = html(mixedDecisions());
        assertThat(html).contains(HEADING).doesNotContain(REFUSED.substring(1));
        assertThat(html)
                .containsPattern(row("gradient", 4, "50.0 %"))
                .containsPattern(row("es: amplification", 1, "12.5 %"))
                .containsPattern(row("es: variance", 1, "12.5 %"))
                .containsPattern(row("es: direction", 2, "25.0 %"))
                .containsPattern(row("es: non-finite", 0, "0.0 %"))
                .containsPattern(row("es: untested", 0, "0.0 %"));
    }

    /** Drawn are 8 updates by colour of who made them; not the amplification that is infinite. */
    @Test
    void everyUpdateIsADot() {
        String html = html(mixedDecisions());
        assertThat(dots(html, "Window that costs", "main")).isEqualTo(4);
        assertThat(dots(html, "Window that costs", "third")).isEqualTo(4);
        assertThat(dots(html, "Amplification over", "main")).isEqualTo(4);
        assertThat(dots(html, "Amplification over", "third")).isEqualTo(3);
        assertThat(chart(html, "Amplification over")).contains(">0.1<", ">100<");
        assertThat(chart(html, "Spectral radius")).contains("path class=\"reference\"");
    }

    @Test
    void everyProbeIsADotWithABar() {
        String html = html(mixedDecisions());
        assertThat(html).contains("2 of variance", "2 of direction");
        assertThat(dots(html, "Variance of the gradient", "main")).isEqualTo(1);
        assertThat(dots(html, "Variance of the gradient", "third")).isZero();
        assertThat(bars(html, "Variance of the gradient")).isEqualTo(1);
        assertThat(dots(html, "Slope of the cost", "main")).isEqualTo(1);
        assertThat(dots(html, "Slope of the cost", "third")).isEqualTo(1);
        assertThat(bars(html, "Slope of the cost")).isEqualTo(2);
        assertThat(dots(html, "Fall of the cost", "main")).isEqualTo(1);
        assertThat(dots(html, "Fall of the cost", "third")).isEqualTo(1);
        assertThat(bars(html, "Fall of the cost")).isEqualTo(2);
    }

    @Test
    void otherEstimatorsHaveNoSuchSection() {
        LearningPoint plain = new LearningPoint(0, 1, 2, Double.NaN, 1, Double.NaN, Optional.empty());
        assertThat(GuardSummary.of(List.of(plain))).isEmpty();
        assertThat(html(List.of(plain))).doesNotContain(HEADING).doesNotContain("first order");
    }

    @Test
    void aMixShowsItsShares() {
        List<LearningPoint> mixed = Stream.of(0.25, 0.5, 1.0)
                .map(share -> new LearningPoint((long) (4 * share), 1, 2, Double.NaN, 1, share, Optional.empty()))
                .toList();
        assertThat(html(mixed)).contains("Share of first order in the estimate").doesNotContain(HEADING);
    }

    /** With any meaning in plain words between. */
    private static Pattern row(String decision, int count, String share) {
        return Pattern.compile("<td>" + decision + "</td><td>[a-z][^<]{20,}</td><td class=\"number\">" + count
                + "</td><td class=\"number\">" + share + "</td>");
    }

    private static String chart(String html, String title) {
        int from = html.indexOf("<figcaption>" + title);
        assertThat(from).as(title).isPositive();
        return html.substring(from, html.indexOf("</svg>", from));
    }

    private static long dots(String html, String title, String style) {
        return Pattern.compile("<path class=\"" + style + " points\" d=\"([^\"]*)\"")
                .matcher(chart(html, title))
                .results()
                .mapToLong(path -> path.group(1).chars().filter(c -> c == 'M').count())
                .sum();
    }

    private static long bars(String html, String title) {
        return Pattern.compile("<path class=\"second\" ")
                .matcher(chart(html, title))
                .results()
                .count();
    }
}
