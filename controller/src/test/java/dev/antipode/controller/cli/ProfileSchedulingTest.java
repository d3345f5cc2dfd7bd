package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.loop.RealTime;
import dev.antipode.controller.loop.WaitStrategy;
import dev.antipode.profiles.DeviceProfile;
import dev.antipode.profiles.ProfileWriter;
import dev.antipode.profiles.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A made-up device whose loop runs with priority 42 on processor 2. */
class ProfileSchedulingTest {
    private static final RealTime OPEN = new RealTime(0, true, 7, -1);

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();
    private DeviceProfile robot;

    @BeforeEach
    void makeUp() throws IOException {
        String text = ProfileWriter.yaml(Profiles.shipped("raspberry-pi-5").withId("robot"))
                .replace("priority: 80", "priority: 42")
                .replace("cpu: 3\n", "cpu: 2\n");
        robot = Profiles.read(Files.writeString(folder.resolve("robot.yaml"), text));
    }

    private ProfileScheduling on(Set<Integer> allowed, String... refused) {
        return new ProfileScheduling(
                robot,
                allowed,
                asked -> {
                    assertThat(asked).isEqualTo(new RealTime(42, false, 0, -1));
                    return List.of(refused);
                },
                said::add);
    }

    @Test
    void whatTheCommandLineLeavesOpenIsAsTheProfileHasIt() {
        assertThat(on(Set.of(0, 2)).complete(OPEN, true, true, WaitStrategy.PARK))
                .isEqualTo(new RealTime(42, true, 7, 2));
        assertThat(said)
                .containsExactly("The loop runs with --fifo 42 --cpu 2, as the profile robot has it; '--fifo 0' and"
                        + " '--cpu any' do without.");
    }

    @Test
    void theCommandLineComesFirst() {
        RealTime given = new RealTime(5, false, 1, 0);
        assertThat(on(Set.of(0, 2)).complete(given, false, false, WaitStrategy.PARK))
                .isEqualTo(given);
        assertThat(on(Set.of(0, 2)).complete(OPEN, false, false, WaitStrategy.PARK))
                .isEqualTo(OPEN);
        assertThat(said).isEmpty();
    }

    @Test
    void whatIsNotPermittedIsLeftOutAndSaid() {
        assertThat(on(Set.of(0, 1), "not permitted; raise a limit").complete(OPEN, true, true, WaitStrategy.PARK))
                .isEqualTo(OPEN);
        assertThat(said)
                .containsExactly(
                        "The profile robot has its loop run with --fifo 42, which is left out, as not permitted; raise a"
                                + " limit.",
                        "The profile robot has its loop run with --cpu 2, which is left out, as this process may run on"
                                + " CPUs 0, 1: name one of them by --cpu.");
    }

    @Test
    void aLoopThatSpinsIsGivenNoPriorityThatItsUserDidNotAskFor() {
        assertThat(on(Set.of()).complete(OPEN, true, true, WaitStrategy.SPIN)).isEqualTo(new RealTime(0, true, 7, 2));
        assertThat(said).hasSize(2).first().asString().contains("a loop that spins", "give --fifo 42 where it may");
    }

    /** The system itself is asked, on a thread that ends: this one stays as it is. */
    @Test
    void askingChangesNothing() {
        assertThat(new RealTime(0, false, 0, 1023).probe()).hasSize(1);
        assertThat(RealTime.none().probe()).isEmpty();
        assertThat(ThisProcess.allowedCpus()).isNotEqualTo(Set.of(1023));
    }
}
