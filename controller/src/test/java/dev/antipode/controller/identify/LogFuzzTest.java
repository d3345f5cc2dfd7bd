package dev.antipode.controller.identify;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.antipode.controller.ForeignBytes;
import dev.antipode.controller.store.RefusedFileException;
import dev.antipode.sim.Registry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Recorded logs. */
class LogFuzzTest {
    private static final LoggedPlant PENDULUM =
            LoggedPlant.of(Registry.load(LogFuzzTest.class.getClassLoader()).plant("pendulum"));

    @MethodSource("logs")
    @FuzzTest
    void log(byte[] input) {
        Path file = ForeignBytes.file("log.csv", input);
        ForeignBytes.read(input, RefusedFileException.class, () -> LogFile.read(file, PENDULUM));
    }

    static Stream<byte[]> logs() {
        return Stream.of(
                        "time,torque,theta,thetaDot,note\n0,1,0.1,0.2,7\n0.05,9,0.3,,7\n0.1,-1,NaN,0.6,7\n",
                        "episode,time,applied.torque,measurement.theta,measurementTick\n0,0,,1,0\n0,1,1,2,0\n1,0,,1,0\n1,1,1,2,1\n")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }
}
