package dev.antipode.controller.hil.plan;

import dev.antipode.controller.hil.fault.FaultContext;
import dev.antipode.controller.hil.fault.FaultKind;
import dev.antipode.controller.hil.fault.FaultSettings;
import dev.antipode.controller.hil.fault.FaultWindow;
import dev.antipode.controller.hil.fault.InjectedFault;
import dev.antipode.controller.hil.fault.Span;
import dev.antipode.controller.store.YamlMap;
import dev.antipode.sim.NearestName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/** Reads a plan from YAML, strictly: what is unknown, missing or contradicts itself is refused with file, line and remedy. */
public final class PlanReader {
    private static final int VERSION = 1;
    private static final int DEFAULT_EPISODES = 5;
    private static final int MOST_EPISODES = 1_000_000;
    private static final long MOST_TICKS = 1L << 30;
    private static final String DEFAULT_FROM = "25 %";
    private static final String DEFAULT_UNTIL = "50 %";

    private final FaultContext plant;
    private final Map<String, FaultKind> kinds;
    private int episodes;
    private int episodeTicks;
    private Span from = span(DEFAULT_FROM);
    private Span until = span(DEFAULT_UNTIL);

    /**
     * Prepares.
     *
     * @param plant signals and clock; its episode is the one that a plan has unless it says
     * @param kinds of faults that there are, by name
     */
    public PlanReader(FaultContext plant, Map<String, FaultKind> kinds) {
        this.plant = plant;
        this.kinds = kinds;
    }

    private static Span span(String text) {
        return Span.parse(text).orElseThrow();
    }

    /**
     * Reads one.
     *
     * @param file how messages name it
     * @param text its content
     * @return the plan
     * @throws IllegalArgumentException in one sentence with file, line and remedy
     */
    public TestPlan read(String file, String text) {
        YamlMap root = YamlMap.read(file, text, "a test plan");
        whole(root, "version", VERSION, VERSION, OptionalLong.empty());
        List<PlanCase> cases = new ArrayList<>();
        YamlMap nominal =
                root.map("nominal").orElseThrow(() -> root.refused("nominal", "is missing; a plan begins with it"));
        episodes = (int) whole(nominal, "episodes", 1, MOST_EPISODES, OptionalLong.of(DEFAULT_EPISODES));
        episodeTicks = episodeTicks(nominal);
        OptionalLong seed = nominal.has("seed")
                ? OptionalLong.of(whole(nominal, "seed", Long.MIN_VALUE, Long.MAX_VALUE, OptionalLong.empty()))
                : OptionalLong.empty();
        boolean realTime = nominal.flag("realTime").orElse(false);
        Criteria criteria = criteria(nominal, true, true);
        nominal.end("'nominal'");
        requireTicks(nominal, episodes);
        cases.add(new PlanCase(0, "nominal", List.of(), new FaultWindow(0, 1), episodes, realTime, criteria));
        root.map("window").ifPresent(window -> {
            from = Span.of(window, "from").orElse(from);
            until = Span.of(window, "until").orElse(until);
            window(window, from, until);
            window.end("'window'");
        });
        Set<String> names = new HashSet<>(Set.of("nominal"));
        for (YamlMap entry : root.maps("cases")) {
            PlanCase read = read(entry, cases.size());
            if (!names.add(read.name())) {
                throw entry.refused("name", "is '" + read.name() + "' as that of a case before; give each its own");
            }
            cases.add(read);
        }
        root.end("a test plan");
        return new TestPlan(file, text, seed, plant.periodSeconds(), episodeTicks, cases);
    }

    private int episodeTicks(YamlMap nominal) {
        Optional<String> text = nominal.text("seconds");
        if (text.isEmpty()) {
            return plant.episodeTicks();
        }
        double seconds = positive(nominal, "seconds");
        double ticks = Math.rint(seconds / plant.periodSeconds());
        if (!(ticks >= 1 && ticks <= MOST_TICKS)) {
            throw nominal.refused(
                    "seconds",
                    "is " + text.get() + ", which is no episode at a period of " + plant.periodSeconds() + " s");
        }
        return (int) ticks;
    }

    private void requireTicks(YamlMap entry, int count) {
        if ((long) count * episodeTicks > MOST_TICKS) {
            throw entry.refused(
                    "episodes",
                    "is " + count + ", with " + episodeTicks + " ticks each more than " + MOST_TICKS + " ticks in all");
        }
    }

    private PlanCase read(YamlMap entry, int number) {
        List<PlannedFault> faults = new ArrayList<>();
        for (YamlMap fault : entry.maps("faults")) {
            faults.add(fault(fault));
        }
        if (faults.isEmpty()) {
            throw entry.refused("faults", "is missing or empty; give a case a list such as - drop: {p: 10 %}");
        }
        String name = entry.text("name").orElse(faults.getFirst().text());
        if (name.isBlank() || !name.chars().allMatch(c -> c >= ' ' && c < 0xd800)) {
            throw entry.refused("name", "is empty or has control characters; give a few words");
        }
        Optional<YamlMap> own = entry.map("window");
        Span first = own.flatMap(map -> Span.of(map, "from")).orElse(from);
        Span last = own.flatMap(map -> Span.of(map, "until")).orElse(until);
        FaultWindow window = window(own.orElse(entry), first, last);
        own.ifPresent(map -> map.end("'window'"));
        int count = (int) whole(entry, "episodes", 1, MOST_EPISODES, OptionalLong.of(episodes));
        boolean realTime = entry.flag("realTime").orElse(false)
                || faults.stream().anyMatch(fault -> fault.kind().needsRealTime());
        Criteria criteria = criteria(entry, false, window.until() < episodeTicks);
        entry.end("a case");
        requireTicks(entry, count);
        return new PlanCase(number, name, faults, window, count, realTime, criteria);
    }

    private PlannedFault fault(YamlMap entry) {
        if (entry.keys().size() != 1) {
            throw entry.refused("faults", "must have one kind of fault in each entry, such as - drop: {p: 10 %}");
        }
        String name = entry.keys().getFirst();
        FaultKind kind = kinds.get(name);
        if (kind == null) {
            throw entry.refusedKey(
                    name,
                    "there is no fault '" + name + "'; " + NearestName.hint(name, kinds.keySet()) + "known are "
                            + String.join(", ", kinds.keySet()));
        }
        YamlMap settings = entry.map(name).orElseThrow();
        FaultContext context = new FaultContext(
                plant.measurements(), plant.commands(), plant.parameters(), plant.periodSeconds(), episodeTicks);
        Supplier<InjectedFault> maker = kind.prepare(new FaultSettings(settings, context));
        settings.end("fault '" + name + "'");
        List<String> words = new ArrayList<>();
        for (String key : settings.keys()) {
            words.add(key + ": " + settings.text(key).orElse(""));
        }
        return new PlannedFault(kind, String.join(", ", words), maker);
    }

    private FaultWindow window(YamlMap at, Span first, Span last) {
        int begin = first.ticks(plant.periodSeconds(), episodeTicks);
        int end = last.ticks(plant.periodSeconds(), episodeTicks);
        if (begin >= end || end > episodeTicks) {
            throw at.refused(
                    "window",
                    "is from " + first + " until " + last + ", ticks " + begin + " to " + end + " of an episode of "
                            + episodeTicks + "; let it begin before it ends, within the episode");
        }
        return new FaultWindow(begin, end);
    }

    private Criteria criteria(YamlMap entry, boolean nominal, boolean canRecover) {
        return CriteriaReader.read(entry, nominal, canRecover, plant.periodSeconds(), episodeTicks);
    }

    private static double positive(YamlMap map, String key) {
        String text = map.text(key).orElse("");
        try {
            double value = Double.parseDouble(text);
            if (value > 0 && value <= Double.MAX_VALUE) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Refused below, like what is not above 0.
        }
        throw map.refused(key, "is '" + text + "' but must be a number above 0");
    }

    private static long whole(YamlMap map, String key, long least, long most, OptionalLong fallback) {
        Optional<String> text = map.text(key);
        if (text.isEmpty() && fallback.isPresent()) {
            return fallback.getAsLong();
        }
        String given = text.orElseThrow(() -> map.refused(key, "is missing; give " + least));
        try {
            long value = Long.parseLong(given);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Refused below, like what is out of range.
        }
        throw map.refused(
                key,
                "is '" + given + "' but must be "
                        + (least == most ? Long.toString(least) : "a whole number from " + least + " to " + most));
    }
}
