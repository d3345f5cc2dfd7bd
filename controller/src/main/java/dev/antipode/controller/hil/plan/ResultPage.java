package dev.antipode.controller.hil.plan;

import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.loop.TimeHistogram;
import dev.antipode.controller.report.Chart;
import dev.antipode.controller.report.Page;
import dev.antipode.sim.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The result as one page that needs no other file.
 *
 * @param result of a plan
 * @param title what was tested
 * @param lead the line below, such as the library's version
 * @param configuration what was tested and with what, name to value
 * @param device where, name to value
 * @param jvm what Flight Recorder saw, by event; empty where nothing was recorded
 */
public record ResultPage(
        PlanResult result,
        String title,
        String lead,
        Map<String, String> configuration,
        Map<String, String> device,
        Map<String, FlightRecord.Seen> jvm) {
    /** More charts than this of one kind in each case make the page unreadable. */
    private static final int MOST_SIGNALS = 3;

    /**
     * The page.
     *
     * @return a whole HTML document
     */
    public String html() {
        Page page = new Page(title + ": hardware in the loop", title, lead);
        page.figures(figures());
        page.heading("Cases").table(ResultRow.header(), rows(), 2);
        explanations(page);
        difference(page);
        control(page);
        timing(page);
        jvm(page);
        for (CaseResult part : result.cases()) {
            traces(page, part);
        }
        return page.section("Configuration", configuration)
                .section("Device", device)
                .end();
    }

    private List<Page.Figure> figures() {
        return List.of(
                new Page.Figure(result.passed() ? "passed" : "failed", "verdict"),
                new Page.Figure(Long.toString(result.count(Verdict.PASSED)), "cases passed"),
                new Page.Figure(Long.toString(result.count(Verdict.FAILED)), "cases failed"),
                new Page.Figure(Long.toString(result.count(Verdict.ERROR)), "cases broken off"),
                new Page.Figure(Long.toString(result.count(Verdict.SKIPPED)), "cases not run or not judged"));
    }

    private List<List<String>> rows() {
        return result.cases().stream().map(ResultRow::of).toList();
    }

    private void explanations(Page page) {
        page.paragraph(
                "note",
                "At goal and lost: shares of the episodes. Cost: mean of an episode as a multiple of the nominal one. Recovery: from the"
                        + " end of the faults until the controller commands and the cost is what it is without faults, both to the end of"
                        + " the episode, of the worst episode. Safe: share of episodes in which the safe action was in force."
                        + " Missed: deadlines, where the case ran by the clock.");
        List<List<String>> rows = new ArrayList<>();
        for (CaseResult part : result.cases()) {
            for (Check check : part.checks()) {
                rows.add(List.of(
                        part.plan().name(),
                        check.criterion(),
                        check.required(),
                        check.measured(),
                        check.outcome().text()));
            }
            if (!part.reason().isEmpty()) {
                rows.add(List.of(
                        part.plan().name(),
                        "",
                        "",
                        part.reason(),
                        part.verdict().text()));
            }
        }
        page.heading("Criteria").table(List.of("case", "criterion", "required", "measured", "outcome"), rows, 5);
    }

    private void difference(Page page) {
        result.difference().ifPresent(difference -> {
            List<List<String>> rows = new ArrayList<>();
            for (SimulatorDifference.Of signal : difference.signals()) {
                rows.add(List.of(
                        signal.name(), signal.unit(), Judgement.number(signal.max()), Judgement.number(signal.rms())));
            }
            page.heading("Simulator against link")
                    .paragraph(
                            "note",
                            "The nominal episodes of the same seed in this process and over the link, tick by tick, "
                                    + difference.ticks() + " ticks.")
                    .table(List.of("signal", "unit", "largest difference", "root mean square"), rows, 2);
        });
    }

    private void control(Page page) {
        List<List<String>> rows = new ArrayList<>();
        for (CaseResult part : result.cases()) {
            part.run().ifPresent(run -> {
                ControlMeasures control = run.control();
                List<String> start = List.of(
                        part.plan().name(),
                        Judgement.percent(control.effort()),
                        Judgement.percent(control.saturation()),
                        Judgement.percent(control.violations()));
                if (control.signals().isEmpty()) {
                    rows.add(concat(start, List.of("", "", "", "", "", "", "", "")));
                }
                control.signals().forEach(signal -> rows.add(concat(start, following(signal))));
            });
        }
        page.heading("Control")
                .table(
                        List.of(
                                "case",
                                "effort",
                                "saturated",
                                "out of range",
                                "signal",
                                "IAE",
                                "ISE",
                                "ITAE",
                                "rise",
                                "overshoot",
                                "settling",
                                "steady-state error"),
                        rows,
                        1);
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static List<String> following(ControlMeasures.Following signal) {
        Optional<StepResponse> response = signal.response();
        return List.of(
                signal.name() + " [" + signal.unit() + "]",
                Judgement.number(signal.iae()),
                Judgement.number(signal.ise()),
                Judgement.number(signal.itae()),
                response.map(r -> seconds(r.riseSeconds())).orElse("-"),
                response.map(r -> Judgement.percent(r.overshoot())).orElse("-"),
                response.map(r -> seconds(r.settlingSeconds())).orElse("-"),
                response.map(r -> Judgement.number(r.steadyStateError())).orElse("-"));
    }

    private static String seconds(double value) {
        return Double.isNaN(value) ? "never" : String.format(Locale.ROOT, "%.3g s", value);
    }

    private void timing(Page page) {
        List<List<String>> rows = new ArrayList<>();
        for (CaseResult part : result.cases()) {
            part.run().ifPresent(run -> {
                for (TimeHistogram histogram : run.loop().times().all()) {
                    boolean clocked = histogram.name().equals("compute time")
                            || histogram.name().equals("round trip");
                    if (run.realTime() || clocked) {
                        rows.add(List.of(
                                part.plan().name(),
                                histogram.name(),
                                Long.toString(histogram.count()),
                                micros(histogram.nanos(50)),
                                micros(histogram.nanos(99)),
                                micros(histogram.nanos(99.9)),
                                micros(histogram.nanos(99.99)),
                                micros(histogram.worstNanos())));
                    }
                }
            });
        }
        result.idle()
                .ifPresent(idle -> rows.add(List.of(
                        "a thread that only waits",
                        "wake-up latency",
                        Long.toString(idle.count()),
                        micros(idle.p50Nanos()),
                        micros(idle.p99Nanos()),
                        micros(idle.p999Nanos()),
                        "-",
                        micros(idle.worstNanos()))));
        page.heading("Timing [us]")
                .paragraph(
                        "note",
                        "Corrected for coordinated omission. The worst observed is no bound. Cases that did not run by the clock have no"
                                + " deadlines: their loops ran as fast as they could.")
                .table(List.of("case", "time", "count", "p50", "p99", "p99.9", "p99.99", "worst observed"), rows, 2);
    }

    private void jvm(Page page) {
        if (jvm.isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        jvm.forEach((event, seen) -> rows.add(List.of(
                event,
                Long.toString(seen.count()),
                Judgement.number(seen.totalMillis()),
                Judgement.number(seen.longestMillis()))));
        page.heading("The JVM meanwhile").table(List.of("event", "count", "total [ms]", "longest [ms]"), rows, 1);
    }

    private static String micros(long nanos) {
        return String.format(Locale.ROOT, "%.2f", nanos / 1000.0);
    }

    private void traces(Page page, CaseResult part) {
        Optional<Trace> trace = part.run().flatMap(CaseResult.Run::trace);
        Optional<Trace> nominal = result.cases().getFirst().run().flatMap(CaseResult.Run::trace);
        if (trace.isEmpty() || nominal.isEmpty()) {
            return;
        }
        LinkSignature link = result.link();
        page.heading(part.plan().name() + ": " + part.verdict().text());
        if (!part.plan().faults().isEmpty()) {
            page.paragraph(
                    "note",
                    "Faults: " + part.plan().faultText() + ", from "
                            + seconds(
                                    part.plan().window().from() * result.plan().periodSeconds()) + " until "
                            + seconds(
                                    part.plan().window().until() * result.plan().periodSeconds())
                            + " of each episode. The first episode:");
        }
        boolean first = part.plan().number() == 0;
        List<Chart> charts = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST_SIGNALS, link.commands().size()); i++) {
            Chart chart = chart(link.commands().get(i))
                    .line(
                            first ? "" : "without faults",
                            "second",
                            nominal.get().seconds(),
                            nominal.get().command()[i])
                    .line(
                            "commanded",
                            "main",
                            trace.get().seconds(),
                            trace.get().command()[i]);
            charts.add(
                    first
                            ? chart
                            : chart.line(
                                    "delivered",
                                    "third",
                                    trace.get().seconds(),
                                    trace.get().delivered()[i]));
        }
        for (int i = 0; i < Math.min(MOST_SIGNALS, link.measurements().size()); i++) {
            charts.add(chart(link.measurements().get(i))
                    .line(
                            first ? "" : "without faults",
                            "second",
                            nominal.get().seconds(),
                            nominal.get().truth()[i])
                    .line(
                            "the plant",
                            "main",
                            trace.get().seconds(),
                            trace.get().truth()[i]));
        }
        for (int i = 0; first && i < Math.min(MOST_SIGNALS, link.references().size()); i++) {
            charts.add(chart(link.references().get(i))
                    .line(
                            "reference",
                            "reference",
                            trace.get().seconds(),
                            trace.get().reference()[i]));
        }
        charts.add(new Chart("stage cost", "time [s]", "cost")
                .line(
                        first ? "" : "without faults",
                        "second",
                        nominal.get().seconds(),
                        nominal.get().cost())
                .line("cost", "main", trace.get().seconds(), trace.get().cost())
                .logarithmicWhereWide());
        page.charts("", charts);
    }

    private static Chart chart(Signal signal) {
        return new Chart(signal.name(), "time [s]", signal.name() + " [" + signal.unit() + "]");
    }
}
