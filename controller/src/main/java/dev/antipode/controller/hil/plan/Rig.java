package dev.antipode.controller.hil.plan;

import dev.antipode.controller.hil.Link;
import dev.antipode.controller.loop.GuardRules;
import dev.antipode.controller.loop.Inference;
import dev.antipode.controller.loop.RealTime;
import dev.antipode.controller.loop.WaitStrategy;
import dev.antipode.core.memory.Precision;
import java.util.Optional;

/**
 * What a plan is run with. Everything stays open.
 *
 * @param link the plant under test
 * @param simulator the same plant in this process, for comparison
 * @param controller what is tested
 * @param fallback what commands under the safe action, while it can see
 * @param guard when the loop stops trusting
 * @param realTime what the operating system is asked for in cases by the clock
 * @param waiting how the loop waits in them
 * @param allByTheClock whether every case runs in real time
 * @param safeCommand what is commanded where nothing can be trusted
 * @param precision of the controller
 * @param failureCost what the task charges for a tick that a lost episode did not have
 * @param seed of the faults
 * @param budgetBytes the most memory for the log of a case
 */
public record Rig(
        Link link,
        Optional<Link> simulator,
        Inference controller,
        Optional<Inference> fallback,
        GuardRules guard,
        RealTime realTime,
        WaitStrategy waiting,
        boolean allByTheClock,
        double[] safeCommand,
        Precision precision,
        double failureCost,
        long seed,
        long budgetBytes) {}
