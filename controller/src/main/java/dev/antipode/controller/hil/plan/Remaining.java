package dev.antipode.controller.hil.plan;

import dev.antipode.controller.hil.LinkSignature;

/** Estimates how long the rest of a plan takes: by the clock where cases run by it, else by how long ticks took so far. */
final class Remaining {
    private final TestPlan plan;
    private final boolean allByTheClock;
    private double freeSeconds;
    private long freeTicks;

    Remaining(TestPlan plan, Rig rig) {
        this.plan = plan;
        this.allByTheClock = byTheClock(rig);
    }

    /** Whether every case runs in real time. */
    static boolean byTheClock(Rig rig) {
        return rig.allByTheClock() || rig.link().signature().clock() == LinkSignature.Clock.FREE_RUNNING;
    }

    void took(PlanCase done, double seconds) {
        if (!allByTheClock && !done.realTime()) {
            freeSeconds += seconds;
            freeTicks += ticks(done);
        }
    }

    private long ticks(PlanCase part) {
        return (long) part.episodes() * plan.episodeTicks();
    }

    /** Seconds from a case on; NaN before any case without a clock has been run. */
    double from(int number) {
        double seconds = 0;
        for (PlanCase part : plan.cases()) {
            if (part.number() >= number) {
                seconds += allByTheClock || part.realTime()
                        ? ticks(part) * plan.periodSeconds()
                        : ticks(part) * (freeSeconds / freeTicks);
            }
        }
        return seconds;
    }
}
