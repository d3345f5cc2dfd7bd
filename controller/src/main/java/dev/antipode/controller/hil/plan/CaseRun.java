package dev.antipode.controller.hil.plan;

import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.fault.DriftingClock;
import dev.antipode.controller.hil.fault.FaultyLink;
import dev.antipode.controller.hil.fault.InjectedFault;
import dev.antipode.controller.loop.ControlLoop;
import dev.antipode.controller.loop.LoopMode;
import dev.antipode.controller.loop.LoopOptions;
import dev.antipode.controller.loop.LoopProgress;
import dev.antipode.controller.loop.LoopResult;
import dev.antipode.controller.loop.RealTime;
import dev.antipode.controller.loop.TickClock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Runs the loop for the episodes of one case, on a thread of its own, with the faults in between. */
final class CaseRun {
    private static final long LOOK_MILLIS = 100;
    /** Of the first episode, this share is in no statistics of time: caches settle. */
    private static final int SETTLING_SHARE = 10;

    private final Rig rig;
    private final TestPlan plan;
    private volatile boolean stopped;
    private volatile ControlLoop running;

    CaseRun(Rig rig, TestPlan plan) {
        this.rig = rig;
        this.plan = plan;
    }

    /** Ends the case that is running, and those that are begun later. */
    void stop() {
        stopped = true;
        ControlLoop loop = running;
        if (loop != null) {
            loop.stop();
        }
    }

    boolean stopped() {
        return stopped;
    }

    /** What the loop and the faults tell afterwards. */
    record Outcome(LoopResult loop, long[] injected) {}

    Outcome run(Link link, PlanCase part, boolean byTheClock, CaseLog log, Consumer<LoopProgress> look) {
        long period = Math.max(1, Math.round(plan.periodSeconds() * 1e9));
        Optional<DriftingClock> drifting =
                byTheClock ? Optional.of(new DriftingClock(rig.waiting().clock())) : Optional.empty();
        TickClock clock = drifting.isPresent() ? drifting.get() : new LockstepClock(period);
        List<InjectedFault> faults =
                part.faults().stream().map(fault -> fault.maker().get()).toList();
        try (FaultyLink faulty = new FaultyLink(
                link,
                faults,
                rig.seed(),
                part.number(),
                part.window(),
                part.episodes(),
                plan.episodeTicks(),
                log,
                drifting)) {
            LoopOptions options = new LoopOptions(
                    period,
                    0,
                    plan.episodeTicks() / SETTLING_SHARE,
                    rig.guard(),
                    byTheClock ? rig.realTime() : RealTime.none(),
                    rig.safeCommand(),
                    rig.precision());
            rig.controller().reset();
            rig.fallback().ifPresent(fallback -> fallback.reset());
            ControlLoop loop = new ControlLoop(faulty, rig.controller(), rig.fallback(), options, clock);
            faulty.start(new Stopping(loop));
            running = loop;
            LoopResult result = await(loop, look);
            running = null;
            return new Outcome(result, faulty.injected());
        }
    }

    private LoopResult await(ControlLoop loop, Consumer<LoopProgress> look) {
        if (stopped) {
            loop.stop();
        }
        AtomicReference<LoopResult> result = new AtomicReference<>();
        Thread thread = Thread.ofPlatform().name("antipode-loop").start(() -> result.set(loop.run()));
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join(LOOK_MILLIS);
                look.accept(loop.progress());
            } catch (InterruptedException e) {
                interrupted = true;
                stop();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return result.get();
    }

    private record Stopping(ControlLoop loop) implements FaultyLink.Running {
        @Override
        public LoopMode mode() {
            return loop.progress().mode();
        }

        @Override
        public void stop() {
            loop.stop();
        }
    }
}
