package dev.antipode.controller.cli;

import dev.antipode.controller.hil.plan.CaseResult;
import dev.antipode.controller.hil.plan.PlanCase;
import dev.antipode.controller.hil.plan.PlanProgress;
import dev.antipode.controller.hil.plan.ResultJson;
import dev.antipode.controller.hil.plan.TestPlan;
import dev.antipode.controller.loop.LoopProgress;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;

/** Shows how a test is going: a bar on a terminal, else a line a case; with {@code --json} an object a case. */
final class HilTestProgress implements PlanProgress, AutoCloseable {
    private static final long NANOS_BETWEEN_LINES = 5_000_000_000L;

    private final Console console;
    private final CommonOptions common;
    private final TestPlan plan;
    private final boolean barWanted;
    private long lastLine = System.nanoTime();
    private ProgressBar bar;

    HilTestProgress(Console console, CommonOptions common, TestPlan plan) {
        this.console = console;
        this.common = common;
        this.plan = plan;
        this.barWanted = console.terminal() && !common.json && !common.quiet;
    }

    @Override
    public void begins(PlanCase part, double remainingSeconds) {
        String rest = Double.isNaN(remainingSeconds)
                ? ""
                : String.format(Locale.ROOT, ", about %.0f s left", remainingSeconds);
        if (barWanted) {
            if (bar == null) {
                bar = Progress.bar(console, "testing")
                        .setInitialMax(plan.cases().size())
                        .build();
            }
            bar.setExtraMessage(part.name() + rest);
            bar.stepTo(part.number());
        } else {
            console.say(
                    common,
                    String.format(
                            Locale.ROOT,
                            "case %d of %d, %s%s",
                            part.number() + 1,
                            plan.cases().size(),
                            part.name(),
                            rest));
        }
    }

    @Override
    public void runs(PlanCase part, LoopProgress loop) {
        if (!barWanted && System.nanoTime() - lastLine > NANOS_BETWEEN_LINES) {
            lastLine = System.nanoTime();
            console.say(
                    common,
                    String.format(
                            Locale.ROOT, "tick %d of %d", loop.ticks(), (long) part.episodes() * plan.episodeTicks()));
        }
    }

    @Override
    public void ended(CaseResult result) {
        if (common.json) {
            console.json(ResultJson.of(result));
        }
        if (bar != null) {
            bar.stepTo(result.plan().number() + 1L);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
