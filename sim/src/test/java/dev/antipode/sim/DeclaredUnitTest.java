package dev.antipode.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DeclaredUnitTest {
    record Furlongs(@Unit("furlong/s") double speed) {}

    record Words(@Unit("rad/sec") double rate) {}

    record Case(@Unit("KG") double mass) {}

    record Unclosed(@Unit("W/(m*K") double loss) {}

    record Known(
            @Unit("W/(m^2*K)") double loss,
            double count,
            @Unit("%") double share) {}

    record Nested(Words words) {}

    @Test
    void whatIsNoUnitIsRefusedByName() {
        refused(Furlongs.class, "the unit of 'speed' of", "Furlongs is 'furlong/s', where 'furlong' is not known");
        refused(Words.class, "'rad/sec', where 'sec' is not known; did you mean 's'?");
        refused(Case.class, "'KG', where 'KG' is not known; did you mean 'kg'?", "or 1 for a number without a unit");
        refused(Unclosed.class, "'W/(m*K', which is not written as units are", "such as rad/s");
        refused(Nested.class, "the unit of 'words.rate' of", "DeclaredUnitTest$Words is");
    }

    @Test
    void whatIsOneIsKeptAsItIsWritten() {
        assertThat(Reflected.signals(Reflected.shape(Known.class)))
                .extracting(Signal::unit)
                .containsExactly("W/(m^2*K)", "1", "%");
    }

    private static void refused(Class<? extends Record> type, String... words) {
        assertThatThrownBy(() -> Reflected.signals(Reflected.shape(type)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(words);
    }
}
