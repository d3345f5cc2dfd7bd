package dev.antipode.controller.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antipode.controller.store.RefusedFileException;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.BudgetExceededException;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.MemoryUse;
import dev.antipode.core.memory.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures side by side: to the same bits, told in their order, kept one by one. */
class PaperRunTest {
    private static final long BUDGET = 1L << 28;

    @TempDir
    Path folder;

    /** What was told, in order. */
    private final List<String> told = new ArrayList<>();

    private Runnable afterFinished = () -> {};

    private final PaperListener listener = new PaperListener() {
        @Override
        public void progress(PaperPace pace) {
            assertThat(pace.share()).isBetween(0.0, 1.0);
        }

        @Override
        public void finished(Figure figure, FinishedFigure finished, boolean kept) {
            told.add(figure.id() + (kept ? " kept" : " done"));
            afterFinished.run();
        }

        @Override
        public void failed(Figure figure, RuntimeException failure) {
            told.add(figure.id() + " failed: " + failure.getMessage());
        }
    };

    private static PaperRun run(Path out, int threads, List<? extends Figure> figures) {
        return run(out, threads, figures, figures, 1);
    }

    private static PaperRun run(
            Path out, int threads, List<? extends Figure> figures, List<? extends Figure> all, long seed) {
        ExecutionSettings execution = ExecutionSettings.defaults()
                .withThreads(threads)
                .withKernels(KernelMode.SCALAR)
                .withBudgetBytes(BUDGET);
        PaperReport report = new PaperReport("test", Map.of(), Map.of());
        return new PaperRun(List.copyOf(figures), List.copyOf(all), out, seed, execution, report);
    }

    private static MadeFigure made(String id, Function<FigureContext, FigureResult> measuring) {
        return new MadeFigure(id, 1, measuring);
    }

    /** Whatever a run leaves but the times that figures took. */
    private static Map<String, String> numbers(Path out) throws IOException {
        Map<String, String> numbers = new TreeMap<>();
        try (Stream<Path> files = Files.list(out)) {
            for (Path file : files.toList()) {
                if (!file.endsWith("report.html")) {
                    numbers.put(
                            file.getFileName().toString(),
                            Files.readString(file).replaceAll("(?m)^ *seconds: .*$", ""));
                }
            }
        }
        return numbers;
    }

    @Test
    void threadsChangeNoNumberAndNoOrder() throws IOException {
        List<Figure> figures = List.of(
                new LinearFigure(8, 500),
                new OptimizerFigure(
                        Digits.made(1, 16),
                        new InnerTask(2),
                        new LearnedRule(3, 0.1),
                        5,
                        new int[] {2, 8},
                        5,
                        16,
                        16,
                        new double[] {0, 0.005}),
                new SinusoidFigure(new double[] {1, 4, 100, 200}, 100));
        List<String> order = List.of("7 done", "3 done", "1 done");
        Path alone = folder.resolve("alone");
        assertThat(run(alone, 1, figures).run(listener)).isTrue();
        assertThat(told).isEqualTo(order);
        told.clear();
        Path beside = folder.resolve("beside");
        assertThat(run(beside, 2, figures).run(listener)).isTrue();
        assertThat(told).isEqualTo(order);
        assertThat(numbers(alone)).hasSize(2 * figures.size()).isEqualTo(numbers(beside));
        plansAreKept(alone, figures);
    }

    /** The same plans from a run that finds all figures done, and in the report. */
    private void plansAreKept(Path out, List<Figure> figures) throws IOException {
        PaperRun again = run(out, 1, figures);
        assertThat(again.run(listener)).isTrue();
        List<FinishedFigure> finished = again.finished();
        assertThat(finished.getFirst().memory().parts()).isEmpty();
        MemoryUse inner = finished.get(1).memory();
        assertThat(inner.parts()).hasSize(1);
        assertThat(inner.parts().getFirst().plan().totalBytes()).isEqualTo(inner.peakBytes());
        // 321 points in a multiple of 16 lanes; rows of x, frequency, four draws and two sums of each of four
        // estimators, and more.
        MemoryPlan sinusoid = finished.get(2).memory().parts().getFirst().plan();
        assertThat(sinusoid.name()).isEqualTo("variances of the sinusoid");
        assertThat(sinusoid.entries())
                .extracting(MemoryPlan.Entry::name)
                .containsExactly("tile", "lane counters", "scratch");
        long row = 336 * Double.BYTES;
        assertThat(sinusoid.entries().getFirst().bytes() % row).isZero();
        assertThat(sinusoid.entries().getFirst().bytes() / row).isGreaterThanOrEqualTo(14);
        assertThat(sinusoid.entries().getFirst().dimensions()).endsWith(" rows x 336 lanes x F64");
        assertThat(out.resolve("report.html"))
                .content()
                .contains("Memory plan: none.", "<p>variances of the sinusoid</p>", "<summary>Memory plan: ");
    }

    /** By the same name, in the same order, to the byte, whether measured or read. */
    @Test
    void plansOutliveTheRun() throws IOException {
        MadeFigure figure = made("allocating", _ -> {
            for (long bytes : new long[] {1000, 3000, 2000}) {
                MemoryPlan.Builder plan = MemoryPlan.builder("rows: of \"several\" kinds");
                plan.add("worker 0: tile", "1 x " + bytes, bytes);
                plan.add("nameless", "", 1);
                Workspace.allocate(plan.build(), BUDGET).close();
            }
            return MadeFigure.RESULT;
        });
        PaperRun first = run(folder, 1, List.of(figure));
        first.run(listener);
        PaperRun second = run(folder, 1, List.of(figure));
        second.run(listener);
        assertThat(told).containsExactly("allocating done", "allocating kept");
        MemoryUse measured = first.finished().getFirst().memory();
        MemoryUse kept = second.finished().getFirst().memory();
        assertThat(measured.peakBytes()).isEqualTo(3008 + 64);
        assertThat(kept).usingRecursiveComparison().isEqualTo(measured);
        Path yaml = folder.resolve("figure-allocating.yaml");
        Files.writeString(yaml, Files.readString(yaml).replace("'1 '", "'1'"));
        assertThatThrownBy(() -> run(folder, 1, List.of(figure)).run(listener))
                .isInstanceOf(RefusedFileException.class)
                .hasMessageContaining("altered");
    }

    @Test
    void anInterruptedRunGoesOn() throws IOException {
        CountDownLatch begun = new CountDownLatch(1);
        MadeFigure first = made("first", _ -> {
            try {
                begun.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return MadeFigure.RESULT;
        });
        MadeFigure endless = made("endless", context -> {
            begun.countDown();
            while (true) {
                context.done(0.5);
            }
        });
        MadeFigure never = made("never", _ -> MadeFigure.RESULT);
        PaperRun interrupted = run(folder, 2, List.of(first, endless, never));
        afterFinished = interrupted::cancel;
        assertThat(interrupted.run(listener)).isFalse();
        assertThat(interrupted.finished()).extracting(FinishedFigure::id).startsWith("first");
        assertThat(folder.resolve("figure-endless.yaml")).doesNotExist();
        assertThat(folder.resolve("report.html")).content().contains("Figure first");
        told.clear();
        PaperRun resumed = run(folder, 2, List.of(first, made("endless", _ -> MadeFigure.RESULT)));
        assertThat(resumed.missing()).extracting(Figure::id).containsExactly("endless");
        assertThat(resumed.run(listener)).isTrue();
        assertThat(told).containsExactly("first kept", "endless done");
    }

    @Test
    void thePageTellsOfAllThatAreThere() throws IOException {
        MadeFigure one = made("one", _ -> MadeFigure.RESULT);
        MadeFigure two = made("two", _ -> MadeFigure.RESULT);
        List<MadeFigure> all = List.of(one, two);
        run(folder, 1, List.of(two), all, 1).run(listener);
        run(folder, 1, List.of(one), all, 1).run(listener);
        assertThat(told).containsExactly("two done", "one done");
        assertThat(folder.resolve("report.html")).content().containsSubsequence("Figure one", "Figure two");
    }

    @Test
    void figuresOfOtherSettingsStay() throws IOException {
        MadeFigure one = made("one", _ -> MadeFigure.RESULT);
        MadeFigure two = made("two", _ -> MadeFigure.RESULT);
        List<MadeFigure> all = List.of(one, two);
        run(folder, 1, List.of(one), all, 1).run(listener);
        Map<String, String> before = numbers(folder);
        for (MadeFigure each : all) {
            PaperRun other = run(folder, 1, List.of(each), all, 2);
            assertThatThrownBy(() -> other.run(listener))
                    .isInstanceOf(RefusedFileException.class)
                    .hasMessageContainingAll("figure-one.yaml", "another seed", "another --out");
        }
        assertThat(numbers(folder)).isEqualTo(before);
    }

    /** Where no figure is done, nothing is written, so that the run can go on in the folder. */
    @Test
    void whatFailsLeavesNoPage() throws IOException {
        MadeFigure broken = made("one", _ -> {
            throw new IllegalArgumentException("it broke");
        });
        PaperRun run = run(folder, 1, List.of(broken));
        run.run(listener);
        assertThat(run.page()).isEmpty();
        assertThat(run(folder, 1, List.of(made("one", _ -> MadeFigure.RESULT))).missing())
                .hasSize(1);
    }

    /** Two figures at a time have half of the memory each; what needs more waits for all of it. */
    @Test
    void memoryIsSharedOut() throws IOException {
        assertThat(run(folder, 2, List.of(needing("large", BUDGET), needing("small", BUDGET / 2)))
                        .run(listener))
                .isTrue();
        assertThat(told).containsExactly("large done", "small done");
    }

    private static MadeFigure needing(String id, long bytes) {
        return made(id, context -> {
            if (context.execution().budgetBytes() < bytes) {
                throw new BudgetExceededException("too large");
            }
            return MadeFigure.RESULT;
        });
    }

    @Test
    void oneFailureKeepsTheOthers() throws IOException {
        MadeFigure broken = made("broken", _ -> {
            throw new IllegalArgumentException("it broke");
        });
        List<MadeFigure> figures = List.of(broken, needing("larger", BUDGET + 1), needing("small", 1));
        assertThat(run(folder, 2, figures).run(listener)).isTrue();
        assertThat(told).containsExactly("broken failed: it broke", "larger failed: too large", "small done");
    }

    @Test
    void aFolderThatCannotBeWrittenToEndsTheRun() throws IOException {
        Files.createDirectory(folder.resolve("figure-a.csv"));
        Files.createFile(folder.resolve("figure-a.csv").resolve("inside"));
        MadeFigure endless = made("b", context -> {
            while (true) {
                context.done(0);
            }
        });
        PaperRun run = run(folder, 2, List.of(made("a", _ -> MadeFigure.RESULT), endless));
        assertThatThrownBy(() -> run.run(listener)).isInstanceOf(IOException.class);
    }
}
