package dev.antipode.controller.cli;

import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.law.FixedLaw;
import dev.antipode.controller.loop.CompiledController;
import dev.antipode.controller.loop.ControlLoop;
import dev.antipode.controller.loop.Excitation;
import dev.antipode.controller.loop.Fault;
import dev.antipode.controller.loop.Inference;
import dev.antipode.controller.loop.LoopExtras;
import dev.antipode.controller.loop.LoopOptions;
import dev.antipode.controller.loop.LoopOutcome;
import dev.antipode.controller.loop.LoopResult;
import dev.antipode.controller.loop.Recorder;
import dev.antipode.controller.loop.Rehearsal;
import dev.antipode.controller.loop.TickClock;
import dev.antipode.controller.store.AtomicFile;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.controller.train.TrainedController;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** One run of the loop for the command line: everything is made, the loop runs on a thread of its own, and the result is told. */
final class RunPart {
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 100;

    private final Console console;
    private final CommonOptions common;
    private final RecordingOptions recording;
    private final String linkText;
    private final Optional<Path> histograms;
    private final SideMaker sideMaker;

    /** Makes the training beside a run. */
    @FunctionalInterface
    interface SideMaker {
        SideRun make(CompiledController controller);
    }

    RunPart(
            Console console,
            CommonOptions common,
            RecordingOptions recording,
            String linkText,
            Optional<Path> histograms,
            SideMaker sideMaker) {
        this.console = console;
        this.common = common;
        this.recording = recording;
        this.linkText = linkText;
        this.histograms = histograms;
        this.sideMaker = sideMaker;
    }

    int run(
            Link link,
            Deployed deployed,
            Optional<FixedLaw> law,
            LoopOptions options,
            TickClock clock,
            ExecutionSettings execution)
            throws IOException {
        LinkSignature signature = link.signature();
        TrainedController trained = deployed.controller();
        double period = options.periodNanos() * 1e-9;
        Optional<Excitation> excitation = recording.excitation(signature, period, common.seed);
        try (CompiledController controller = deployed.compile(deployed.policy(), 2, execution);
                Fallback fallback = new Fallback(law.map(policy -> deployed.compile(policy, 1, execution)));
                Recording record = Recording.of(recording, signature, execution.budgetBytes())) {
            controller.instance(0).load(trained.parameters(), trained.centre(), trained.scale());
            controller.awaitWarmUp(WARM_UP);
            try (Beside beside = new Beside(Optional.ofNullable(sideMaker.make(controller)))) {
                LoopExtras extras =
                        new LoopExtras(record.ring(), excitation, beside.side().map(SideRun::gate));
                Optional<Inference> safe = fallback.inference();
                Rehearsal.run(signature, controller.instance(0), safe, options, extras, clock);
                ControlLoop loop = new ControlLoop(link, controller.instance(0), safe, options, clock, extras);
                GarbageCollections before = GarbageCollections.now();
                long start = System.currentTimeMillis();
                LoopResult result = runOnItsThread(loop, options, beside.side());
                GarbageCollections collections = GarbageCollections.now().since(before);
                Optional<Recorder> recorder = record.end();
                RunCosts costs = RunCosts.of(result);
                beside.side().ifPresent(SideRun::end);
                tell(new RunOutput(
                        trained.task(),
                        linkText,
                        link,
                        options,
                        result,
                        costs,
                        collections,
                        recorder,
                        recording.file(),
                        beside.side()));
                writeHistograms(result, start);
                return end(result, link.failure(), recorder, beside.side());
            }
        }
    }

    private void tell(RunOutput output) {
        if (common.json) {
            console.json(output.object());
        } else {
            console.out().print(output.text());
            console.out().flush();
        }
    }

    private LoopResult runOnItsThread(ControlLoop loop, LoopOptions options, Optional<SideRun> side) {
        AtomicReference<LoopResult> result = new AtomicReference<>();
        Thread thread = Thread.ofPlatform().name("antipode-loop").unstarted(() -> result.set(loop.run()));
        Interruption interruption = Interruption.stopping(loop::stop);
        try (RunProgress progress = new RunProgress(console, common, options)) {
            thread.start();
            while (thread.isAlive()) {
                thread.join(LOOK_MILLIS);
                progress.show(loop.progress(), side.map(SideRun::progress));
                side.ifPresent(training -> training.look(loop.progress(), options));
            }
        } catch (InterruptedException e) {
            loop.stop();
            awaitEnd(thread);
            Thread.currentThread().interrupt();
        } finally {
            interruption.close();
        }
        return result.get();
    }

    /** The loop's last word to the plant is the safe command: it is let finish, however often this thread is interrupted. */
    private static void awaitEnd(Thread loop) {
        while (loop.isAlive()) {
            try {
                loop.join();
            } catch (InterruptedException e) {
                continue;
            }
        }
    }

    private void writeHistograms(LoopResult result, long startMillis) throws IOException {
        if (histograms.isPresent()) {
            try (AtomicFile file = AtomicFile.open(histograms.get());
                    PrintStream out = new PrintStream(file, false, StandardCharsets.UTF_8)) {
                result.times().writeLog(out, startMillis, System.currentTimeMillis());
                out.flush();
                file.commit();
            }
        }
    }

    private int end(LoopResult result, String gone, Optional<Recorder> recorder, Optional<SideRun> side)
            throws IOException {
        for (String refusal : result.refusals()) {
            console.say(common, "Not granted: " + refusal + ".");
        }
        if (result.outcome() == LoopOutcome.BROKEN) {
            Throwable failure = result.failure().orElseThrow();
            throw new IllegalStateException(
                    "the loop ended in the safe action because foreign code failed: " + Failures.oneLine(failure),
                    failure);
        }
        if (result.outcome() == LoopOutcome.LINK_CLOSED) {
            throw new IllegalStateException(
                    "the plant is gone: link '" + linkText + "' was closed by its other side after " + result.ticks()
                            + " ticks" + (gone.isEmpty() ? "" : " (" + gone + ")")
                            + "; the loop ended in the safe action");
        }
        if (recorder.isPresent() && recorder.get().failure() != null) {
            throw new IOException(
                    "what was recorded ends early, for a file cannot be written: "
                            + recording.file().map(file -> file + ": ").orElse("")
                            + recorder.get().failure().getMessage(),
                    recorder.get().failure());
        }
        if (result.endedSafe()) {
            throw new IllegalStateException("the loop ended in the safe action, after the faults "
                    + result.faults().keySet().stream().map(Fault::text).toList());
        }
        Optional<Throwable> failure = side.flatMap(SideRun::failure);
        if (failure.isPresent()) {
            throw new IllegalStateException(
                    "the loop ran to its end, but the training beside it failed: " + Failures.oneLine(failure.get()),
                    failure.get());
        }
        return ExitCode.DONE;
    }

    /** Training beside the loop, where it is wanted. */
    private record Beside(Optional<SideRun> side) implements AutoCloseable {
        @Override
        public void close() {
            side.ifPresent(SideRun::close);
        }
    }

    /** A fallback controller, where there is one. */
    private record Fallback(Optional<CompiledController> compiled) implements AutoCloseable {
        Optional<Inference> inference() {
            return compiled.map(controller -> {
                controller.awaitWarmUp(WARM_UP);
                return controller.instance(0);
            });
        }

        @Override
        public void close() {
            compiled.ifPresent(CompiledController::close);
        }
    }
}
