package dev.antipode.controller.hil.ardupilot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonLineTest {
    private static String written(double value) {
        JsonLine line = new JsonLine(64);
        line.clear();
        return text(line.number(value).end());
    }

    static String text(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.limit()];
        buffer.get(0, bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    @Test
    void numbersAreThoseOfTheirNineDecimals() {
        String[][] known = {
            {"0", "0"},
            {"-0.0", "0"},
            {"1", "1"},
            {"-9.81", "-9.81"},
            {"0.000000001", "0.000000001"},
            {"0.0000000004", "0"},
            {"-0.5", "-0.5"},
            {"1200.05", "1200.05"},
            {"1e300", "9000000000"},
            {"-1e300", "-9000000000"},
        };
        for (String[] pair : known) {
            assertThat(written(Double.parseDouble(pair[0]))).as(pair[0]).isEqualTo(pair[1]);
        }
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-6, 7));
            BigDecimal exact = new BigDecimal(value).setScale(9, RoundingMode.HALF_UP);
            assertThat(new BigDecimal(written(value)).subtract(exact).abs().doubleValue())
                    .as("%s", value)
                    .isLessThanOrEqualTo(1e-9);
            assertThat(Double.parseDouble(written(value))).isCloseTo(value, within(1.1e-9));
        }
    }

    @Test
    void textAndNumbersAreOneLine() {
        JsonLine line = new JsonLine(64);
        for (int i = 0; i < 2; i++) {
            line.clear();
            assertThat(text(line.text(JsonLine.bytes("\n{\"a\":"))
                            .numbers(new double[] {1, -2.5, 0})
                            .text(JsonLine.bytes("}\n"))
                            .end()))
                    .isEqualTo("\n{\"a\":[1,-2.5,0]}\n");
        }
    }
}
