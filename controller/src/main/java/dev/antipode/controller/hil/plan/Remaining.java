package dev.antipode.controller.hil.plan;

/** Estimates how long the rest of a plan takes: by the clock where cases run by it, else by how long ticks took so far. */
final class Remaining {
    private final TestPlan plan;
    private final boolean allByTheClock;
    private double freeSeconds;
    private long freeTicks;

    /** @param allByTheClock whether every case runs in real time */
    Remaining(TestPlan plan, boolean allByTheClock) {
        this.plan = plan;
        this.allByTheClock = allByTheClock;
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
