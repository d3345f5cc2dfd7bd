package dev.antipode.controller.hil.plan;

import dev.antipode.controller.loop.LoopProgress;

/** Who wants to know how a plan is going; called on the thread that runs it. */
public interface PlanProgress {
    /**
     * A case begins.
     *
     * @param plan which
     * @param remainingSeconds an estimate of what is left, this case included; NaN where nothing is known yet
     */
    default void begins(PlanCase plan, double remainingSeconds) {}

    /**
     * A case is running.
     *
     * @param plan which
     * @param loop how its loop is doing
     */
    default void runs(PlanCase plan, LoopProgress loop) {}

    /**
     * A case is over.
     *
     * @param result what became of it
     */
    default void ended(CaseResult result) {}
}
