package dev.antipode.controller.hil.plan;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.antipode.controller.ForeignBytes;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Test plans: read, and their faults made. */
class PlanFuzzTest {
    @MethodSource("plans")
    @FuzzTest
    void plan(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        ForeignBytes.read(input, IllegalArgumentException.class, () -> {
            TestPlan plan = Motor.plan(text);
            // Some faults have threads of their own.
            plan.cases()
                    .forEach(part ->
                            part.faults().forEach(fault -> fault.maker().get().close()));
            return plan;
        });
    }

    static Stream<byte[]> plans() {
        return Stream.of(DefaultPlan.text(), """
                        version: 1
                        nominal: {episodes: 3, seconds: 1, seed: -7, require: {success: 80 %, rmsDifference: 0.01}}
                        window: {from: 100 ms, until: 50 %}
                        cases:
                          - name: another
                            faults: [drop: {p: 10 %}, late: {by: 2 ticks}]
                            window: {until: 0.3 s}
                            require: {costRatio: 1.5, safeAction: forbidden, misses: 3, lost: 0.5}
                        """).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }
}
