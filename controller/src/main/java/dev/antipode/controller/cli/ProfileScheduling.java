package dev.antipode.controller.cli;

import dev.antipode.controller.loop.RealTime;
import dev.antipode.controller.loop.WaitStrategy;
import dev.antipode.profiles.ControlFacts;
import dev.antipode.profiles.DeviceProfile;
import dev.antipode.profiles.SchedulingPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Scheduling and processor that a named profile has a loop run with. They are asked for where the command line says nothing else
 * and this process may have them; what is asked for and what is not, and why, is said.
 */
final class ProfileScheduling {
    private final DeviceProfile profile;
    private final Set<Integer> allowed;
    private final Function<RealTime, List<String>> probe;
    private final Consumer<String> say;

    /**
     * For one profile on one machine.
     *
     * @param allowed processors that this process may run on; empty where the system does not tell
     * @param probe what the system would not grant, {@link RealTime#probe} but in tests
     */
    ProfileScheduling(
            DeviceProfile profile, Set<Integer> allowed, Function<RealTime, List<String>> probe, Consumer<String> say) {
        this.profile = profile;
        this.allowed = allowed;
        this.probe = probe;
        this.say = say;
    }

    /**
     * The wishes of the command line, completed.
     *
     * @param fifoOpen whether the command line leaves the scheduling open
     * @param cpuOpen whether it leaves the processor open
     */
    RealTime complete(RealTime given, boolean fifoOpen, boolean cpuOpen, WaitStrategy wait) {
        ControlFacts control = profile.control();
        List<String> asked = new ArrayList<>();
        int fifo = given.fifoPriority();
        int cpu = given.cpu();
        if (fifoOpen && control.policy() == SchedulingPolicy.FIFO && may(control, wait)) {
            fifo = control.priority();
            asked.add("--fifo " + fifo);
        }
        if (cpuOpen && control.cpu() >= 0 && may(control.cpu())) {
            cpu = control.cpu();
            asked.add("--cpu " + cpu);
        }
        if (!asked.isEmpty()) {
            say.accept("The loop runs with " + String.join(" ", asked) + ", as the profile " + profile.id()
                    + " has it; '--fifo 0' and '--cpu any' do without.");
        }
        return new RealTime(fifo, given.lockMemory(), given.timerSlackNanos(), cpu);
    }

    /** A thread that spins at a real-time priority leaves its processor to nobody: that is for the user alone to ask for. */
    private boolean may(ControlFacts control, WaitStrategy wait) {
        String option = "--fifo " + control.priority();
        if (wait == WaitStrategy.SPIN) {
            refuse(option, "a loop that spins would leave its processor to nobody: give " + option + " where it may");
            return false;
        }
        List<String> refused = probe.apply(
                new RealTime(control.priority(), false, 0, RealTime.none().cpu()));
        refused.forEach(reason -> refuse(option, reason));
        return refused.isEmpty();
    }

    private boolean may(int cpu) {
        if (allowed.isEmpty() || allowed.contains(cpu)) {
            return true;
        }
        refuse(
                "--cpu " + cpu,
                "this process may run on " + ProfileFit.text(new TreeSet<>(allowed)) + ": name one of them by --cpu");
        return false;
    }

    private void refuse(String option, String reason) {
        say.accept("The profile " + profile.id() + " has its loop run with " + option + ", which is left out, as "
                + reason + ".");
    }
}
