package dev.antipode.controller.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order of figures and the time that is left, against schedules by hand. */
class PaperPaceTest {
    private static final long SECOND = 1_000_000_000L;

    private static List<Figure> figures(double... seconds) {
        List<Figure> figures = new ArrayList<>();
        for (double each : seconds) {
            figures.add(new MadeFigure("f" + figures.size(), each, _ -> MadeFigure.RESULT));
        }
        return figures;
    }

    /** The example of Graham's bound for two workers: 3 + 2 + 2 beside 3 + 2, where the best order takes 6. */
    @Test
    void theLongestFirst() {
        PaperPace pace = new PaperPace(figures(2, 3, 2, 3, 2), 2);
        assertThat(pace.order()).extracting(Figure::expectedSeconds).containsExactly(3.0, 3.0, 2.0, 2.0, 2.0);
        assertThat(pace.secondsExpected()).isEqualTo(7);
        assertThat(new PaperPace(figures(2, 3, 2, 3, 2), 9).secondsExpected()).isEqualTo(3);
        assertThat(new PaperPace(figures(2, 3, 2, 3, 2), 1).secondsExpected()).isEqualTo(12);
    }

    @Test
    void whatIsLeftGoesOnAtThePaceSoFar() {
        List<Figure> figures = figures(30, 10, 5);
        PaperPace pace = new PaperPace(figures, 2);
        assertThat(pace.secondsLeft(0)).isEqualTo(30);
        pace.began(figures.get(0), 0);
        pace.began(figures.get(1), 0);
        pace.progress(figures.get(0), 0.5);
        pace.progress(figures.get(1), 0.5);
        // 20 of 45 expected seconds took both workers 40 each: four times what was expected.
        assertThat(pace.secondsLeft(40 * SECOND)).isCloseTo(60, within(1e-9));
        assertThat(pace.share()).isCloseTo(20 / 45.0, within(1e-12));
        assertThat(pace.text()).isEqualTo("f0 50 %, f1 50 %; 0 done");
        pace.ended(figures.get(1), 40 * SECOND);
        pace.putOff(figures.get(0), 40 * SECOND);
        assertThat(pace.text()).isEqualTo("; 1 done");
        assertThat(pace.share()).isCloseTo(10 / 45.0, within(1e-12));
    }
}
