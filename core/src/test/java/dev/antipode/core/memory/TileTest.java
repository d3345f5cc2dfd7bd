package dev.antipode.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TileTest {
    @Test
    void rowsNeverOverlapAndStartAtCacheLines() {
        for (Precision precision : Precision.values()) {
            for (int lanes = 16; lanes <= 4096; lanes += 16) {
                Tile tile = new Tile(128, 3, lanes, precision);
                assertThat(tile.rowStrideBytes()).isGreaterThanOrEqualTo((long) lanes * precision.bytes());
                assertThat(tile.rowOffset(2) % Tile.ALIGNMENT_BYTES).isZero();
                // A sweep over neighbouring rows as one long row must be a whole number of lane groups.
                assertThat(tile.rowStrideBytes() / precision.bytes() % Tile.LANE_MULTIPLE)
                        .isZero();
                assertThat(tile.rowStrideBytes() % 1024).isNotZero();
                assertThat(tile.bytes()).isEqualTo(Tile.bytes(3, lanes, precision));
            }
        }
    }

    @Test
    void lanesArePaddedToWholeVectors() {
        assertThat(Tile.paddedLanes(1)).isEqualTo(16);
        assertThat(Tile.paddedLanes(16)).isEqualTo(16);
        assertThat(Tile.paddedLanes(17)).isEqualTo(32);
        assertThatThrownBy(() -> Tile.paddedLanes(0)).hasMessageContaining("at least 1");
    }

    @Test
    void impossibleTilesAreRefused() {
        assertThatThrownBy(() -> new Tile(1, 1, 16, Precision.F32)).hasMessageContaining("multiple of 64");
        assertThatThrownBy(() -> new Tile(0, 1, 17, Precision.F32)).hasMessageContaining("paddedLanes");
        assertThatThrownBy(() -> new Tile(0, -1, 16, Precision.F32)).hasMessageContaining("-1 rows");
    }

    @Test
    void numbersAreRoundedToThePrecision() {
        assertThat(Precision.F32.round(0.1)).isEqualTo((double) 0.1f);
        assertThat(Precision.F64.round(0.1)).isEqualTo(0.1);
    }
}
