package dev.antipode.controller.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.controller.store.RefusedFileException;
import dev.antipode.sim.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    private static final Registry REGISTRY = Registry.load(LogFileTest.class.getClassLoader());
    private static final LoggedPlant PENDULUM = LoggedPlant.of(REGISTRY.plant("pendulum"));

    @TempDir
    Path folder;

    private Recording read(LoggedPlant logged, String... lines) throws IOException {
        Path file = folder.resolve("log.csv");
        Files.writeString(file, String.join("\n", lines) + "\n");
        return LogFile.read(file, logged);
    }

    private void refused(String part, String... lines) {
        assertThatThrownBy(() -> read(PENDULUM, lines))
                .isInstanceOf(RefusedFileException.class)
                .hasMessageContaining("log.csv")
                .hasMessageContaining(part)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void aPlainTable() throws IOException {
        Recording log =
                read(PENDULUM, "time,torque,theta,thetaDot,note", "0,1,0.1,0.2,7", "0.05,9,0.3,,7", "0.1,-1,NaN,0.6,7");
        assertThat(LoggedPlant.names(log.outputs())).containsExactly("theta", "thetaDot");
        assertThat(log.periodSeconds()).isCloseTo(0.05, within(1e-15));
        assertThat(log.episodes()).hasSize(1);
        Recording.Episode episode = log.episodes().getFirst();
        assertThat(episode.inputs()).isDeepEqualTo(new double[][] {{1}, {2}, {-1}});
        assertThat(episode.outputs()[0]).containsExactly(0.1, 0.2);
        assertThat(episode.outputs()[1]).containsExactly(0.3, Double.NaN);
        assertThat(episode.outputs()[2]).containsExactly(Double.NaN, 0.6);
        assertThat(log.limitedInputs()).isEqualTo(1);
        assertThat(log.measurements()).isEqualTo(4);
        assertThat(log.unusedColumns()).containsExactly("note");
    }

    /** As {@code simulate} writes it: inputs that led to their rows, and none at the first. */
    @Test
    void inputsThatLedToTheirRows() throws IOException {
        Recording log = read(
                PENDULUM,
                "episode,step,time,theta,thetaDot,torque",
                "0,0,0,0.1,0.2,",
                "0,1,0.05,0.3,0,1.5",
                "0,2,0.1,0.4,0,0.5",
                "1,0,0,0.1,0.2,",
                "1,1,0.05,0.3,0,1");
        assertThat(log.episodes()).hasSize(2);
        assertThat(log.episodes().getFirst().inputs()).isDeepEqualTo(new double[][] {{1.5}, {0.5}, {0.5}});
    }

    @Test
    void aGapBeginsAnEpisodeAndStaleMeasurementsAreLeftOut() throws IOException {
        LoggedPlant task = LoggedPlant.of(REGISTRY.task("dc-motor"));
        Recording log = read(
                task,
                "tick,time,episode,mode,faults,measurementTick,reference.angle,measurement.error,measurement.speed,command.voltage,applied.voltage",
                "0,0,1,control,,0,1,1,0,5,4",
                "1,0.01,1,control,,1,1,0.9,1,5,4",
                "2,0.02,1,hold,late|stale,1,1,0.9,1,5,4",
                "5,0.05,1,control,,5,1,0.7,3,5,3",
                "6,0.06,1,control,,6,1,0.6,4,5,3");
        assertThat(LoggedPlant.names(log.outputs())).containsExactly("error", "speed");
        assertThat(log.episodes()).hasSize(2);
        assertThat(log.episodes().get(0).outputs()[2]).containsOnly(Double.NaN);
        assertThat(log.episodes().get(0).inputs()[0]).containsExactly(4);
        assertThat(log.episodes().get(1).references()[0]).containsExactly(1);
        assertThat(log.unusedColumns()).isEmpty();
    }

    @Test
    void badLogsAreRefusedInOneSentence() {
        refused("has no rows");
        refused("lacks the column 'time' in seconds", "t,torque,theta", "0,1,2", "1,1,2");
        refused("lacks the input 'torque' of pendulum; did you mean 'torqe'?", "time,torqe,theta", "0,1,2", "1,1,2");
        refused(
                "measures nothing of pendulum, whose outputs are [theta, thetaDot]",
                "time,torque,angle",
                "0,1,2",
                "1,1,2");
        refused("has 2 cells in line 3 but 3 columns", "time,torque,theta", "0,1,2", "1,1");
        refused("has 'x' in line 2, column 'torque', where a number must be", "time,torque,theta", "0,x,2", "1,1,2");
        refused("has '' in line 2, column 'time', where a finite number must be", "time,torque,theta", ",1,2", "1,1,2");
        refused("lacks an input in line 3", "time,torque,theta", "0,1,2", "0.05,,2", "0.1,1,2");
        refused("has no two rows whose time goes on", "time,torque,theta", "0,1,2", "0,1,2", "0,1,2");
        refused("goes on by 0.0249", "time,torque,theta", "0,1,2", "0.05,1,2", "0.1,1,2", "0.125,1,2", "0.175,1,2");
        refused("names a column twice", "time,torque,theta,theta", "0,1,2,2");
        assertThatThrownBy(() -> LogFile.read(folder, PENDULUM)).hasMessageContaining("is a folder");
        assertThatThrownBy(() -> LogFile.read(folder.resolve("none.csv"), PENDULUM))
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() ->
                        read(LoggedPlant.of(REGISTRY.task("dc-motor")), "time,voltage,error", "0,1,1", "0.01,1,1"))
                .hasMessageContaining("lacks the reference 'angle', which observations depend on");
    }
}
