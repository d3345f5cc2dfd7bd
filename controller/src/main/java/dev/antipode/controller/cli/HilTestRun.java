package dev.antipode.controller.cli;

import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.plan.FlightRecord;
import dev.antipode.controller.hil.plan.PlanResult;
import dev.antipode.controller.hil.plan.PlanRunner;
import dev.antipode.controller.hil.plan.ResultFolder;
import dev.antipode.controller.hil.plan.ResultJson;
import dev.antipode.controller.hil.plan.ResultPage;
import dev.antipode.controller.hil.plan.Rig;
import dev.antipode.controller.hil.plan.TestPlan;
import dev.antipode.controller.hil.plan.Verdict;
import dev.antipode.controller.law.FixedLaw;
import dev.antipode.controller.loop.CompiledController;
import dev.antipode.controller.loop.GuardRules;
import dev.antipode.controller.loop.Inference;
import dev.antipode.controller.loop.LoopExtras;
import dev.antipode.controller.loop.LoopOptions;
import dev.antipode.controller.loop.Rehearsal;
import dev.antipode.controller.store.LibraryVersion;
import dev.antipode.controller.store.OutputFolder;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.profiles.DeviceProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One test of a controller for the command line: everything is made, the plan is run, and the result is told and written. */
final class HilTestRun {
    private static final Duration WARM_UP = Duration.ofSeconds(10);

    private final Console console;
    private final CommonOptions common;
    private final Deployed deployed;
    private final Path file;
    private final DeviceProfile profile;
    private final ExecutionSettings execution;
    private final Path folder;
    private final ServiceOptions service;

    HilTestRun(
            Console console,
            CommonOptions common,
            Deployed deployed,
            Path file,
            DeviceProfile profile,
            ExecutionSettings execution,
            Path folder,
            ServiceOptions service) {
        this.console = console;
        this.common = common;
        this.deployed = deployed;
        this.file = file;
        this.profile = profile;
        this.execution = execution;
        this.folder = folder;
        this.service = service;
    }

    int run(TestPlan plan, Link link, Link simulator, long seed, boolean byTheClock, boolean flightRecorder)
            throws IOException {
        long period = Math.max(1, Math.round(plan.periodSeconds() * 1e9));
        TrainedController trained = deployed.controller();
        LoopOptions options = service.loop(trained, period, 0, 0);
        Optional<FixedLaw> law = service.safety.law(deployed);
        OutputFolder.create(folder, "");
        try (CompiledController controller = deployed.compile(deployed.policy(), 1, execution);
                CompiledController fallback = law.map(policy -> deployed.compile(policy, 1, execution))
                        .orElse(null)) {
            controller.instance(0).load(trained.parameters(), trained.centre(), trained.scale());
            controller.awaitWarmUp(WARM_UP);
            Optional<Inference> safe = Optional.ofNullable(fallback).map(compiled -> {
                compiled.awaitWarmUp(WARM_UP);
                return compiled.instance(0);
            });
            if (byTheClock || PlanRunner.runsByTheClock(plan, link.signature())) {
                Rehearsal.run(
                        link.signature(),
                        controller.instance(0),
                        safe,
                        options,
                        LoopExtras.none(),
                        service.realTime.clock());
            }
            Rig rig = new Rig(
                    link,
                    Optional.of(simulator),
                    controller.instance(0),
                    safe,
                    options.guard(),
                    options.realTime(),
                    service.realTime.waiting(),
                    byTheClock,
                    options.safeCommand(),
                    options.precision(),
                    deployed.task().failureCost(),
                    seed,
                    execution.budgetBytes());
            Map<String, FlightRecord.Seen> jvm = new LinkedHashMap<>();
            PlanResult result;
            if (flightRecorder) {
                try (FlightRecord record = new FlightRecord()) {
                    result = run(plan, rig);
                    jvm.putAll(record.end(folder.resolve("test.jfr")));
                }
            } else {
                result = run(plan, rig);
            }
            tell(plan, result, options.guard(), jvm);
            return result.passed() ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    private PlanResult run(TestPlan plan, Rig rig) {
        try (HilTestProgress progress = new HilTestProgress(console, common, plan)) {
            PlanRunner runner = new PlanRunner(plan, rig, progress);
            Interruption interruption = Interruption.stopping(runner::stop);
            try {
                return runner.run();
            } finally {
                interruption.close();
            }
        }
    }

    private void tell(TestPlan plan, PlanResult result, GuardRules rules, Map<String, FlightRecord.Seen> jvm)
            throws IOException {
        String title = deployed.task().name() + " over " + service.link;
        Map<String, String> configuration =
                HilTestFacts.configuration(deployed, file, service.link, plan, result, rules, profile);
        ResultPage page = new ResultPage(
                result,
                title,
                "Hardware in the loop, Antipode " + LibraryVersion.text(),
                configuration,
                HilTestFacts.device(profile),
                jvm);
        ResultFolder.write(folder, result, "antipode.hil." + deployed.task().name(), page);
        if (common.json) {
            Map<String, Object> last = new LinkedHashMap<>();
            last.put("done", true);
            last.put("passed", result.passed());
            last.putAll(ResultJson.summary(result));
            last.put("report", folder.resolve("report.json").toString());
            console.json(last);
        } else {
            console.out().print(HilTestOutput.text(result, folder));
            console.out().flush();
        }
        result.cases().stream()
                .flatMap(part -> part.run().stream())
                .flatMap(run -> run.loop().refusals().stream())
                .distinct()
                .forEach(refusal -> console.say(common, "Not granted: " + refusal + "."));
        if (!result.passed()) {
            console.err()
                    .println("antipode: the controller does not keep to the plan: " + count(result, Verdict.FAILED)
                            + " failed, " + count(result, Verdict.ERROR) + " broke off, of "
                            + result.cases().size() + " cases; " + folder.resolve("report.html") + " shows how");
            console.err().flush();
        }
    }

    private static String count(PlanResult result, Verdict verdict) {
        return String.format(Locale.ROOT, "%d", result.count(verdict));
    }
}
