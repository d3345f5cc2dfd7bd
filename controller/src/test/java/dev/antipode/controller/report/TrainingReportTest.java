package dev.antipode.controller.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.memory.MemoryPlan;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The page of a training run. */
class TrainingReportTest {
    private static final double[] TIMES = {0, 0.5, 1, 1.5};

    private static TrainingReport report() {
        return report(List.of(point(0, 50, 60, 55), point(1, 40, 45, Double.NaN), point(2, 30, 33, 31)));
    }

    private static LearningPoint point(int generation, double centre, double population, double validation) {
        return new LearningPoint(generation, centre, population, validation, 1, Double.NaN, Optional.empty());
    }

    static TrainingReport report(List<LearningPoint> learning) {
        MemoryPlan.Builder plan = MemoryPlan.builder();
        plan.add("worker 0: tile", "96 rows x 64 lanes x F32", 24576);
        plan.add("theta", "1 x 1313 x F32", 5252);
        return new TrainingReport(
                "swing<up> & \"more\"",
                "1.2.3",
                new Outcome(1000, 0.973, 0.961, 0.982, 12.5, 4, 1),
                List.of(
                        new Comparison("trained", new Outcome(1000, 0.973, 0.961, 0.982, 12.5, 4, 1), "mlp:8:tanh"),
                        new Comparison("law", new Outcome(1000, 0.5, 0.48, 0.52, 31, 7, 0), "tuned <by hand>"),
                        new Comparison("LQR", null, "no rest at the goal")),
                learning,
                new Trajectory(
                        TIMES,
                        List.of(
                                new Trajectory.Channel(
                                        "state", "theta", "rad", true, new double[] {3, 2, 1, 0}, new double[4]),
                                new Trajectory.Channel(
                                        "input",
                                        "force",
                                        "N",
                                        false,
                                        new double[] {Double.NaN, 5, -5, Double.NaN},
                                        null))),
                plan.build(),
                Map.of("steps per second", "1.2e7"),
                Map.of("seed", "1"),
                Map.of("processor", "x86_64"));
    }

    @Test
    void asksNoOtherMachineForAnything() {
        assertThat(report().html()).doesNotContainPattern("https?:|src=|href=|@import|url\\(|<script|<link");
    }

    @Test
    void showsEveryPart() {
        assertThat(report().html())
                .contains("swing&lt;up&gt; &amp; &quot;more&quot;")
                .contains("97.3 %", "96.1 % to 98.2 %", "1000", "1.2.3")
                .contains("Learning curve", "state theta", "theta [rad]", "input force", "force [N]")
                .contains("Compared on the same test episodes", "48.0 % to 52.0 %", "tuned &lt;by hand&gt;")
                .contains("<td>LQR</td><td>no rest at the goal</td><td class=\"number\"></td>")
                .contains("Memory plan", "96 rows x 64 lanes x F32", "29888")
                .contains("steps per second", "seed", "processor");
    }

    @Test
    void itsElementsNest() throws ParserConfigurationException, IOException, SAXException {
        String html = report().html();
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(
                        new StringReader(html.replace("<!DOCTYPE html>", "").replaceAll("<meta[^>]*>", ""))));
        assertThat(document.getElementsByTagName("svg").getLength()).isEqualTo(3);
        assertThat(document.getElementsByTagName("path").getLength()).isEqualTo(3 + 2 + 1);
    }

    /** A falling line falls: the y coordinates of the SVG grow downwards. */
    @Test
    void linesRunWhereTheirValuesLie() {
        List<double[]> points = points(new Chart("t", "x", "y")
                .line("a", "main", TIMES, new double[] {3, 2, 1, 0})
                .svg());
        assertThat(points).hasSize(4);
        for (int i = 1; i < 4; i++) {
            assertThat(points.get(i)[0] - points.get(i - 1)[0])
                    .isCloseTo(564 / 3.0, org.assertj.core.data.Offset.offset(0.11));
            assertThat(points.get(i)[1] - points.get(i - 1)[1])
                    .isCloseTo(192 / 3.0, org.assertj.core.data.Offset.offset(0.11));
        }
    }

    /** Along the upper ends and back along the lower ones; a gap ends an area. */
    @Test
    void aBandFillsWhatIsBetweenItsEnds() {
        String svg = new Chart("t", "x", "y")
                .band("main", TIMES, new double[] {0, 0, Double.NaN, 0}, new double[] {3, 2, 1, 0})
                .line("a", "main", TIMES, new double[] {1, 1, 1, 1})
                .svg();
        Matcher area =
                Pattern.compile("<path class=\"band main\" d=\"([^\"]*)\"").matcher(svg);
        assertThat(area.find()).isTrue();
        assertThat(area.group(1)).isEqualTo("M64.0 12.0L252.0 76.0L252.0 204.0L64.0 204.0ZM628.0 204.0L628.0 204.0Z");
        assertThat(svg.indexOf("band main")).isLessThan(svg.indexOf("path class=\"main"));
    }

    @Test
    void anAngleIsShownWithinOneTurn() {
        WrappedAngle wrapped = WrappedAngle.of(TIMES, new double[] {3, 3.2, 4, 9.3});
        double turn = 2 * Math.PI;
        assertThat(wrapped.seconds()).containsExactly(0, 0.5, 0.5, 1, 1.5, 1.5);
        assertThat(wrapped.radians()[0]).isEqualTo(3);
        assertThat(wrapped.radians()[1]).isNaN();
        assertThat(wrapped.radians()[2]).isCloseTo(3.2 - turn, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(wrapped.radians()[5]).isCloseTo(9.3 - turn, org.assertj.core.data.Offset.offset(1e-12));
    }

    @Test
    void costsOverSeveralDecadesAreShownByTheirLogarithm() {
        Chart wide = new Chart("t", "x", "y").line("a", "main", TIMES, new double[] {500, 50, 5, 0.5});
        String svg = wide.logarithmicWhereWide().svg();
        assertThat(svg).contains(">0.1<", ">1<", ">10<", ">100<", ">1000<");
        List<double[]> points = points(svg);
        double decade = points.get(1)[1] - points.get(0)[1];
        assertThat(points.get(3)[1] - points.get(0)[1]).isCloseTo(3 * decade, org.assertj.core.data.Offset.offset(0.5));
        Chart negative = new Chart("t", "x", "y").line("a", "main", TIMES, new double[] {500, 50, 5, -0.5});
        assertThat(negative.logarithmicWhereWide().svg()).doesNotContain(">1000<");
    }

    @Test
    void aGapStaysAGap() {
        String svg = new Chart("t", "x", "y")
                .line("a", "main", TIMES, new double[] {0, Double.NaN, Double.POSITIVE_INFINITY, 1})
                .svg();
        assertThat(points(svg)).hasSize(2);
        assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity").containsPattern("d=\"M[^L\"]*M[^L\"]*\"");
    }

    @Test
    void axesSurviveEveryRange() {
        for (double[] values : new double[][] {
            {},
            {0, 0},
            {1e-12, 2e-12},
            {-1e300, 1e300},
            {-Double.MAX_VALUE, Double.MAX_VALUE},
            {5, 5 + 1e-13},
            {Double.NaN},
            {Double.MIN_VALUE, 0},
            {1e9, 1e9 + 1}
        }) {
            Axis axis = Axis.of(new double[][] {values}, true);
            assertThat(axis.ticks()).hasSizeBetween(2, 20).allMatch(Double::isFinite);
            for (double value : values) {
                if (Axis.shows(value)) {
                    assertThat(axis.position(value)).isBetween(0.0, 1.0);
                }
            }
            axis.ticks().forEach(tick -> assertThat(axis.label(tick)).doesNotContain("NaN"));
        }
    }

    @Test
    void ticksAreRoundNumbers() {
        Axis axis = Axis.of(new double[][] {{-2.9, 17.3}}, true);
        assertThat(axis.ticks()).containsExactly(-5.0, 0.0, 5.0, 10.0, 15.0, 20.0);
        assertThat(axis.label(-5)).isEqualTo("-5");
        assertThat(Axis.of(new double[][] {{0, 0.04}}, true).label(0.01)).isEqualTo("0.01");
    }

    private static List<double[]> points(String svg) {
        Matcher path = Pattern.compile("<path[^>]* d=\"([^\"]*)\"").matcher(svg);
        assertThat(path.find()).isTrue();
        List<double[]> points = new ArrayList<>();
        for (String point : path.group(1).split("[ML]")) {
            if (!point.isEmpty()) {
                String[] xy = point.split(" ");
                points.add(new double[] {Double.parseDouble(xy[0]), Double.parseDouble(xy[1])});
            }
        }
        return points;
    }
}
