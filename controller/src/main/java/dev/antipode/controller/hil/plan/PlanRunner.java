package dev.antipode.controller.hil.plan;

import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.TestablePlant;
import dev.antipode.controller.loop.LoopOutcome;
import dev.antipode.controller.loop.LoopResult;
import dev.antipode.core.memory.MemoryPlan;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Runs a plan: the nominal episodes in the simulator and over the link, then every case. Over a link in lockstep the loop runs as fast as
 * it goes, and with a {@link TestablePlant} every result but the times is a function of the seed; else it runs by the clock.
 */
public final class PlanRunner {
    private static final String NEVER =
            "a fault never struck, so the case proves nothing; give it a wider window, more episodes or a stronger fault";

    private final TestPlan plan;
    private final Rig rig;
    private final PlanProgress progress;
    private final CaseRun runs;
    private final boolean allByTheClock;
    private final Remaining remaining;
    private SettledCost settled = SettledCost.unknown();
    private List<EpisodeResult> nominal = List.of();
    private Optional<SimulatorDifference> difference = Optional.empty();
    private String gone = "";

    /**
     * Prepares.
     *
     * @param plan what to run
     * @param rig what with
     * @param progress who is told
     * @throws dev.antipode.core.memory.BudgetExceededException if the log of a case takes more than the budget
     */
    public PlanRunner(TestPlan plan, Rig rig, PlanProgress progress) {
        this.plan = plan;
        this.rig = rig;
        this.progress = progress;
        this.runs = new CaseRun(rig, plan);
        this.allByTheClock = rig.allByTheClock() || rig.link().signature().clock() == LinkSignature.Clock.FREE_RUNNING;
        this.remaining = new Remaining(plan, allByTheClock);
        plan.cases().forEach(this::requireBudget);
    }

    /** Before the first tick, for every case: a plan that does not fit is not found out half-way. */
    private void requireBudget(PlanCase part) {
        MemoryPlan.Builder memory = MemoryPlan.builder();
        addLog(memory, "log of case '" + part.name() + "'", rig.link(), part);
        if (part.number() == 0) {
            rig.simulator().ifPresent(simulator -> addLog(memory, "log of the simulator", simulator, part));
        }
        memory.build().requireWithin(rig.budgetBytes(), CaseLog.REMEDY);
    }

    private void addLog(MemoryPlan.Builder memory, String name, Link link, PlanCase part) {
        CaseLog.plan(memory, name, link.signature(), part.episodes(), plan.episodeTicks());
    }

    /**
     * Whether some case of a plan has deadlines, so that the loop is worth a {@link dev.antipode.controller.loop.Rehearsal}.
     *
     * @param plan the plan
     * @param link the plant's
     * @return false if every case runs as fast as it goes
     */
    public static boolean runsByTheClock(TestPlan plan, LinkSignature link) {
        return link.clock() == LinkSignature.Clock.FREE_RUNNING
                || plan.cases().stream().anyMatch(PlanCase::realTime);
    }

    /** Ends the run soon, from any thread: the case that is running breaks off, and the others are not run. */
    public void stop() {
        runs.stop();
    }

    /**
     * Runs all of it on this thread and threads of its own. Once.
     *
     * @return every case
     */
    public PlanResult run() {
        long start = System.nanoTime();
        boolean timed = plan.cases().stream().anyMatch(this::byTheClock);
        Optional<IdleLatency> idle =
                timed ? Optional.of(IdleLatency.measure(rig.waiting().clock())) : Optional.empty();
        List<CaseResult> results = new ArrayList<>();
        for (PlanCase part : plan.cases()) {
            progress.begins(part, remaining.from(part.number()));
            long began = System.nanoTime();
            CaseResult result = result(part);
            remaining.took(part, (System.nanoTime() - began) * 1e-9);
            results.add(result);
            progress.ended(result);
        }
        return new PlanResult(
                plan,
                rig.link().signature(),
                rig.seed(),
                results,
                difference,
                idle,
                (System.nanoTime() - start) * 1e-9);
    }

    private boolean byTheClock(PlanCase part) {
        return allByTheClock || part.realTime();
    }

    private CaseResult result(PlanCase part) {
        if (runs.stopped()) {
            return CaseResult.skipped(part, "the test was stopped before");
        }
        if (!gone.isEmpty()) {
            return new CaseResult(part, Verdict.ERROR, gone, Optional.empty(), List.of());
        }
        String obstacle =
                part.obstacle(rig.link() instanceof TestablePlant testable ? Optional.of(testable) : Optional.empty());
        if (!obstacle.isEmpty()) {
            return CaseResult.skipped(part, obstacle);
        }
        try (CaseLog log = log(part)) {
            return run(part, log);
        }
    }

    private CaseLog log(PlanCase part) {
        return new CaseLog(rig.link().signature(), part.episodes(), plan.episodeTicks(), rig.budgetBytes());
    }

    private CaseResult run(PlanCase part, CaseLog log) {
        boolean byTheClock = byTheClock(part);
        long startMillis = System.currentTimeMillis();
        long start = System.nanoTime();
        long collections = collections();
        CaseRun.Outcome outcome = runs.run(rig.link(), part, byTheClock, log, loop -> progress.runs(part, loop));
        LoopResult loop = outcome.loop();
        double elapsed = (System.nanoTime() - start) * 1e-9;
        collections = collections() - collections;
        if (part.number() == 0) {
            settled = SettledCost.of(log);
        }
        List<EpisodeResult> episodes = judge(part, log).episodes();
        if (part.number() == 0) {
            nominal = episodes;
            difference = difference(part, log);
        }
        CaseNumbers numbers = CaseNumbers.of(episodes, nominal, loop.misses());
        CaseResult.Run run = new CaseResult.Run(
                byTheClock,
                elapsed,
                startMillis,
                outcome.injected(),
                numbers,
                episodes,
                ControlMeasures.of(log, rig.link().signature(), plan.periodSeconds()),
                loop,
                collections,
                log.episodes() == 0
                        ? Optional.empty()
                        : Optional.of(Trace.of(log, rig.link().signature(), 0, plan.periodSeconds())));
        String broken = broken(part, loop, log);
        if (!broken.isEmpty()) {
            Verdict verdict = runs.stopped() ? Verdict.SKIPPED : Verdict.ERROR;
            return new CaseResult(part, verdict, broken, Optional.of(run), List.of());
        }
        List<Check> checks = Judgement.of(part.criteria(), numbers, byTheClock, difference);
        Verdict verdict = Judgement.verdict(checks);
        if (verdict == Verdict.PASSED && LongStream.of(run.injected()).anyMatch(count -> count == 0)) {
            return new CaseResult(part, Verdict.SKIPPED, NEVER, Optional.of(run), checks);
        }
        return new CaseResult(part, verdict, "", Optional.of(run), checks);
    }

    private EpisodeJudge judge(PlanCase part, CaseLog log) {
        return new EpisodeJudge(
                log, part.window(), settled, plan.episodeTicks(), rig.failureCost(), plan.periodSeconds());
    }

    /** Why a case has not got to its end; empty where it has. */
    private String broken(PlanCase part, LoopResult loop, CaseLog log) {
        if (loop.outcome() == LoopOutcome.LINK_CLOSED) {
            String why = rig.link().failure();
            gone = "the plant is gone: the link was closed by its other side in case '" + part.name() + "'"
                    + (why.isEmpty() ? "" : " (" + why + ")");
            return gone;
        }
        if (loop.outcome() == LoopOutcome.BROKEN) {
            return "foreign code failed: "
                    + loop.failure().map(Throwable::toString).orElse("unknown");
        }
        return log.episodes() < part.episodes()
                ? "stopped after " + log.episodes() + " of " + part.episodes() + " episodes"
                : "";
    }

    private Optional<SimulatorDifference> difference(PlanCase part, CaseLog log) {
        if (rig.simulator().isEmpty() || runs.stopped() || log.episodes() == 0) {
            return Optional.empty();
        }
        Link simulator = rig.simulator().get();
        try (CaseLog simulated =
                new CaseLog(simulator.signature(), part.episodes(), plan.episodeTicks(), rig.budgetBytes())) {
            runs.run(simulator, part, false, simulated, loop -> progress.runs(part, loop));
            double cost = CaseNumbers.meanCost(judge(part, simulated).episodes());
            return Optional.of(SimulatorDifference.of(log, simulated, rig.link().signature(), cost));
        }
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }
}
