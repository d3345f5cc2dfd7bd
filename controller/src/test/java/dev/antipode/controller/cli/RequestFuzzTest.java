package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.antipode.controller.ForeignBytes;
import dev.antipode.controller.store.RefusedFileException;
import dev.antipode.profiles.DeviceProfile;
import dev.antipode.profiles.ProfileException;
import dev.antipode.profiles.ProfileWriter;
import dev.antipode.profiles.Profiles;
import dev.antipode.sim.PlantModel;
import dev.antipode.sim.Registry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that options name: states, inputs, device profiles. */
class RequestFuzzTest {
    private static final PlantModel PENDULUM =
            Registry.load(RequestFuzzTest.class.getClassLoader()).plant("pendulum");

    private static final String PROFILE = "generic-aarch64";

    @MethodSource("states")
    @FuzzTest
    void points(byte[] input) {
        Path file = ForeignBytes.file("points.csv", input);
        ForeignBytes.read(input, RefusedFileException.class, () -> EpisodeTables.points(file, PENDULUM.states()));
        ForeignBytes.read(input, RefusedFileException.class, () -> EpisodeTables.initialStates(file, PENDULUM));
    }

    static Stream<byte[]> states() {
        return texts("thetaDot,theta\n1,2\nNaN,4\n", "theta,thetaDot\n1,2\n");
    }

    @MethodSource("schedules")
    @FuzzTest
    void inputs(byte[] input) {
        Path file = ForeignBytes.file("inputs.csv", input);
        ForeignBytes.read(input, RefusedFileException.class, () -> EpisodeTables.inputs(file, PENDULUM, 2))
                .ifPresent(schedule -> assertThat(schedule.at(schedule.lastEpisode(), schedule.lastStep()))
                        .hasSize(PENDULUM.inputs().size()));
    }

    static Stream<byte[]> schedules() {
        return texts("step,torque\n0,1\n3,2\n", "episode,step,torque\n0,0,1\n7,3,2\n");
    }

    @MethodSource("profiles")
    @FuzzTest
    void profile(byte[] input) {
        Path file = ForeignBytes.file(PROFILE + ".yaml", input);
        ForeignBytes.read(input, ProfileException.class, () -> Profiles.read(file))
                .ifPresent(read -> {
                    String once = ProfileWriter.yaml(read);
                    ForeignBytes.file(PROFILE + ".yaml", once.getBytes(StandardCharsets.UTF_8));
                    DeviceProfile again = Profiles.read(file);
                    assertThat(again).isEqualTo(read);
                    assertThat(ProfileWriter.yaml(again)).isEqualTo(once);
                });
    }

    static Stream<byte[]> profiles() {
        return texts(ProfileWriter.yaml(Profiles.shipped(PROFILE)));
    }

    private static Stream<byte[]> texts(String... texts) {
        return Stream.of(texts).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }
}
