package dev.antipode.bench.run;

import dev.antipode.controller.store.AtomicFile;
import dev.antipode.profiles.DeviceProfile;
import dev.antipode.profiles.HostDetection;
import dev.antipode.profiles.ProfileException;
import dev.antipode.profiles.Profiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code antipode bench}. */
@Command(
        name = "antipode bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures Antipode on this machine, or on what this machine can imitate of another device. Without"
                        + " --suite all suites are run, which takes about half an hour. Results go to a folder: results.jsonl,"
                        + " report.html and JMH's log.",
        footer = {
            "",
            "ANTIPODE_JVM_OPTIONS in the environment: further options of the measuring JVMs, after the profile's.",
            "",
            "Exit codes: 0 done, 1 something failed or is slower than the baseline beyond the noise, 2 wrong request.",
            "Other comparisons: bench/compare (with C and other libraries), bench/run (tables)."
        })
final class BenchCommand implements Callable<Integer> {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final String RESULTS = "results.jsonl";

    /** The environment variable with further options of the measuring JVMs, as of the launcher. */
    private static final String OPTIONS = "ANTIPODE_JVM_OPTIONS";

    private final PrintStream out;
    private final PrintStream err;
    private final SuiteRun run;
    private final List<String> arguments;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Device profile, by name or file, to be imitated as far as possible. Default: this machine.")
    private String profile;

    @Option(
            names = "--suite",
            paramLabel = "SUITE",
            split = ",",
            description = "What to measure, by commas: step, rollout, jvp, vjp, jacobian, spectral, latency, inference,"
                    + " noise, generation, guarded, tick, file. Default: all.")
    private List<String> suites = List.of();

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "results.jsonl of an earlier run on this machine to compare with, pair by pair.")
    private Path baseline;

    @Option(names = "--out", paramLabel = "DIR", description = "Where results go. Default: runs/bench-TIME.")
    private Path folder;

    @Option(names = "--forks", paramLabel = "N", description = "JVMs of a benchmark. Default: 5, with --quick 1.")
    private Integer forks;

    @Option(
            names = "--quick",
            description = "One JVM, one plant or task, one number of lanes: shows that all runs, and the magnitude.")
    private boolean quick;

    @Option(names = "--json", description = "Print JSON lines on standard output, and nothing else there.")
    private boolean json;

    @Option(names = "--quiet", description = "No progress on standard error.")
    private boolean quiet;

    /** Read by {@link BenchMain}, which also has to know it where this command could not be made. */
    @Option(names = "--debug", description = "Print the stack trace of a failure.")
    private boolean debug;

    BenchCommand(PrintStream out, PrintStream err, SuiteRun run, List<String> arguments) {
        this.out = out;
        this.err = err;
        this.run = run;
        this.arguments = arguments;
    }

    @Override
    public Integer call() throws IOException {
        String own = Objects.requireNonNullElse(System.getenv(OPTIONS), "").strip();
        DeviceProfile host = HostDetection.detect();
        Emulation emulation = Emulation.of(profile(host), host).with(own);
        Effort usual = quick ? Effort.quick() : Effort.standard();
        Effort effort = forks == null ? usual : usual.withForks(forks);
        List<Suite> selected = suites.isEmpty()
                ? Arrays.asList(Suite.values())
                : suites.stream().map(Suite::of).distinct().toList();
        String variable = own.isEmpty() ? "" : OPTIONS + "='" + own + "' ";
        String command = (variable + "antipode bench " + String.join(" ", arguments)).strip();
        RunHeader header = RunHeader.of(host, emulation, effort, command);
        // Before anything is measured: a baseline that cannot be compared with costs no time.
        Optional<Baseline> compared = baseline == null
                ? Optional.empty()
                : Optional.of(Baseline.of(ResultsReader.read(baseline), header, baseline.toString()));
        compared.flatMap(stored -> stored.unmatched(Plan.of(selected, effort))).ifPresent(this::complain);
        Path target = folder == null ? Path.of("runs", "bench-" + now()) : folder;
        create(target);
        header.notes().forEach(this::say);
        List<Measurement> measurements = new ArrayList<>();
        List<SuiteException> failures = new ArrayList<>();
        List<FailedSuite> failed = new ArrayList<>();
        for (Suite suite : selected) {
            say(String.format(
                    Locale.ROOT,
                    "suite %s, %d of %d: %s",
                    suite.label(),
                    selected.indexOf(suite) + 1,
                    selected.size(),
                    suite.meaning()));
            try {
                measurements.addAll(
                        run.of(suite, effort, emulation.jvmOptions(), target.resolve(suite.label() + ".log")));
            } catch (SuiteException e) {
                failures.add(e);
                failed.add(e.of(suite));
                say("suite " + suite.label() + " failed");
            }
            // After every suite: what is measured outlives an end in the middle.
            write(Results.of(header, measurements, failed, compared), target);
        }
        Results results = Results.of(header, measurements, failed, compared);
        if (json || !measurements.isEmpty()) {
            print(results);
        }
        say("Results are in " + target);
        return code(results, failures);
    }

    /** Refuses what cannot be written to, and what would replace the baseline: a slower run would then be the measure of the next. */
    private void create(Path target) throws IOException {
        Path results = target.resolve(RESULTS);
        if (baseline != null && Files.exists(results) && Files.isSameFile(results, baseline)) {
            throw new RequestException("--out " + target + " would overwrite the baseline; give another folder");
        }
        try {
            Files.createDirectories(target);
        } catch (FileAlreadyExistsException e) {
            throw new RequestException("--out " + target + ": " + e.getFile() + " is a file, but must be a folder");
        } catch (FileSystemException e) {
            throw new RequestException("--out " + target + ": this folder cannot be made, as the system says '"
                    + AtomicFile.reason(e) + "' of " + e.getFile() + "; give another one");
        }
        if (!Files.isWritable(target)) {
            throw new RequestException("--out " + target + " may not be written to; give another folder");
        }
    }

    private static void write(Results results, Path target) throws IOException {
        ResultsFile.write(results, target.resolve(RESULTS));
        AtomicFile.write(target.resolve("report.html"), ResultPage.of(results).getBytes(StandardCharsets.UTF_8));
    }

    /** Says last what a reader must not overlook. */
    private int code(Results results, List<SuiteException> failures) {
        for (SuiteException failure : failures) {
            complain(failure.getMessage());
            if (debug) {
                failure.printStackTrace(err);
            }
        }
        List<Measurement> slower = results.regressions();
        if (!slower.isEmpty()) {
            complain("slower than " + baseline + " beyond the noise: "
                    + String.join(
                            "; ",
                            slower.stream()
                                    .map(m -> m.suite() + " " + m.benchmark())
                                    .toList()));
        }
        return slower.isEmpty() && failures.isEmpty() ? DONE : FAILED;
    }

    private void complain(String sentence) {
        err.println("antipode bench: " + BenchMain.oneLine(sentence));
    }

    private void print(Results results) {
        out.print(json ? ResultsFile.text(results) : ResultTable.of(results));
        out.flush();
    }

    private DeviceProfile profile(DeviceProfile host) {
        if (profile == null) {
            return host;
        }
        try {
            return profile.contains("/") ? Profiles.read(Path.of(profile)) : Profiles.named(profile);
        } catch (ProfileException e) {
            throw new RequestException(e.getMessage());
        }
    }

    private void say(String line) {
        if (!quiet) {
            err.println(line);
        }
    }

    private static String now() {
        return LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT));
    }
}
