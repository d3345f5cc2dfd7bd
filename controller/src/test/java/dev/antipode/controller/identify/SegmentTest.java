package dev.antipode.controller.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.antipode.controller.identify.Recording.Episode;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentTest {
    private static Episode episode(int rows) {
        return new Episode(0, new double[rows][1], new double[rows][0], new double[rows][1]);
    }

    @Test
    void theEndOfTheOnlyEpisodeIsHeldOut() {
        List<List<Segment>> split = Segment.split(List.of(episode(102)), 2, 0.25);
        assertThat(split.get(0)).extracting(Segment::first, Segment::end).containsExactly(tuple(2, 77));
        assertThat(split.get(1)).extracting(Segment::rows).containsExactly(25);
        assertThat(Segment.split(List.of(episode(102)), 2, 0).get(1)).isEmpty();
    }

    @Test
    void theLastEpisodesAreHeldOutUntilTheyAreRowsEnough() {
        List<Episode> episodes = List.of(episode(100), episode(85), episode(2), episode(1));
        List<List<Segment>> split = Segment.split(episodes, 0, 0.25);
        assertThat(split.get(0)).extracting(Segment::rows).containsExactly(100);
        assertThat(split.get(1)).extracting(Segment::rows).containsExactly(85, 2);
        assertThat(Segment.split(episodes, 0, 0.9).get(0)).hasSize(1);
        assertThat(Segment.split(episodes, 0, 0).get(1)).isEmpty();
    }

    /** Pieces cover every row once, and begin wherever pieces of twice the length do. */
    @Test
    void piecesCoverTheirSegments() {
        for (int rows = 2; rows < 200; rows++) {
            Segment whole = new Segment(episode(rows + 3), 3, rows + 3);
            List<Segment> pieces = Segment.cut(List.of(whole), 16);
            assertThat(pieces.getFirst().first()).isEqualTo(3);
            assertThat(pieces.getLast().end()).isEqualTo(rows + 3);
            for (int i = 1; i < pieces.size(); i++) {
                assertThat(pieces.get(i).first()).isEqualTo(pieces.get(i - 1).end());
                assertThat(pieces.get(i).rows()).isGreaterThanOrEqualTo(16);
            }
            assertThat(pieces)
                    .extracting(Segment::first)
                    .containsAll(Segment.cut(List.of(whole), 32).stream()
                            .map(Segment::first)
                            .toList());
        }
    }
}
