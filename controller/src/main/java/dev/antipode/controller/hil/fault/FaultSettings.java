package dev.antipode.controller.hil.fault;

import dev.antipode.controller.store.YamlMap;
import dev.antipode.sim.NearestName;
import dev.antipode.sim.Signal;
import java.util.List;
import java.util.Optional;

/** The settings of one fault in a plan. Every method refuses what is wrong with file, line and remedy. */
public final class FaultSettings {
    private static final String PERCENT = " %";

    private final YamlMap map;
    private final FaultContext context;

    /**
     * Makes them.
     *
     * @param map as in the file
     * @param context what the fault is for
     */
    public FaultSettings(YamlMap map, FaultContext context) {
        this.map = map;
        this.context = context;
    }

    /**
     * What the fault is for.
     *
     * @return signals and clock
     */
    public FaultContext context() {
        return context;
    }

    /**
     * A probability or share, written as {@code 0.1} or {@code 10 %}.
     *
     * @param key the key
     * @param fallback where it is left out; NaN if it must be there
     * @return from 0 to 1
     */
    public double share(String key, double fallback) {
        Optional<String> text = map.text(key);
        if (text.isEmpty()) {
            return required(key, fallback, "a share, such as 10 %");
        }
        double value = text.get().endsWith(PERCENT) ? percent(key, text.get()) : parsed(key, text.get());
        if (!(value >= 0 && value <= 1)) {
            throw map.refused(key, "is " + text.get() + " but must be from 0 to 1, or from 0 % to 100 %");
        }
        return value;
    }

    /**
     * A number.
     *
     * @param key the key
     * @param fallback where it is left out; NaN if it must be there
     * @param least the smallest that makes sense
     * @param most the greatest
     * @return in between
     */
    public double number(String key, double fallback, double least, double most) {
        Optional<String> text = map.text(key);
        if (text.isEmpty()) {
            return required(key, fallback, "a number from " + least + " to " + most);
        }
        double value = text.get().endsWith(PERCENT) ? percent(key, text.get()) : parsed(key, text.get());
        if (!(value >= least && value <= most)) {
            throw map.refused(key, "is " + text.get() + " but must be from " + least + " to " + most);
        }
        return value;
    }

    /**
     * A time.
     *
     * @param key the key
     * @param fallback where it is left out, written as in a plan; empty if it must be there
     * @return in ticks, at least 1
     */
    public int ticks(String key, String fallback) {
        String text = map.text(key).orElse(fallback);
        if (text.isEmpty()) {
            throw map.refused(key, "is missing; give " + Span.USAGE);
        }
        Span span = Span.parse(text).orElseThrow(() -> map.refused(key, "is '" + text + "' but must be " + Span.USAGE));
        int ticks = span.ticks(context.periodSeconds(), context.episodeTicks());
        if (ticks > context.episodeTicks()) {
            throw map.refused(key, "is " + text + ", more than the episode of " + context.episodeTicks() + " ticks");
        }
        return Math.max(1, ticks);
    }

    /**
     * A yes or no.
     *
     * @param key the key
     * @param fallback where it is left out
     * @return the value
     */
    public boolean flag(String key, boolean fallback) {
        return map.flag(key).orElse(fallback);
    }

    /**
     * One of some words.
     *
     * @param key the key
     * @param words those there are; the first one is meant where it is left out
     * @return one of them
     */
    public String word(String key, List<String> words) {
        String text = map.text(key).orElse(words.getFirst());
        if (!words.contains(text)) {
            throw map.refused(
                    key,
                    "is '" + text + "'; " + NearestName.hint(text, words) + "it must be one of "
                            + String.join(", ", words));
        }
        return text;
    }

    /**
     * Which signals are hit: the one that {@code signal} names, else all.
     *
     * @param side which way they go
     * @return a flag for each
     */
    public boolean[] signals(Side side) {
        List<Signal> all = context.signals(side);
        Optional<String> name = map.text("signal");
        boolean[] hit = new boolean[all.size()];
        for (int i = 0; i < hit.length; i++) {
            hit[i] = name.isEmpty() || name.get().equals(all.get(i).name());
        }
        name.ifPresent(text -> index("signal", text, all));
        return hit;
    }

    /**
     * How much for each signal: a share of half of its range as {@code 5 %}, or a number in the unit that the plant declares for
     * the one that {@code signal} names. A signal without a range has 1 of its unit for half of it.
     *
     * @param key the key
     * @param side which way the signals go
     * @return one number a signal in its unit; 0 for those that are not hit
     */
    public double[] amounts(String key, Side side) {
        List<Signal> all = context.signals(side);
        boolean[] hit = signals(side);
        String text = map.text(key)
                .orElseThrow(() -> map.refused(key, "is missing; give a share of half of the range, such as 5 %"));
        boolean share = text.endsWith(PERCENT);
        if (!share && !map.has("signal")) {
            throw map.refused(
                    key, "is '" + text + "' for all signals; give a share as 5 %, or name one signal by 'signal'");
        }
        double value = share ? percent(key, text) : parsed(key, text);
        double[] amounts = new double[all.size()];
        for (int i = 0; i < amounts.length; i++) {
            amounts[i] = hit[i] ? share ? value * all.get(i).halfWidth() : value : 0;
        }
        return amounts;
    }

    /**
     * How much for each signal, as {@link #amounts}, where less than nothing makes no sense.
     *
     * @param key the key
     * @param side which way the signals go
     * @return one number a signal in its unit, at least 0
     */
    public double[] magnitudes(String key, Side side) {
        double[] amounts = amounts(key, side);
        for (double amount : amounts) {
            if (amount < 0) {
                throw map.refused(key, "is " + map.text(key).orElseThrow() + " but must be at least 0");
            }
        }
        return amounts;
    }

    /**
     * How much for each signal, as {@link #amounts}, where only more than nothing makes sense.
     *
     * @param key the key
     * @param side which way the signals go
     * @return one number a signal in its unit, above 0; 0 for those that are not hit
     */
    public double[] positiveAmounts(String key, Side side) {
        double[] amounts = amounts(key, side);
        boolean[] hit = signals(side);
        for (int i = 0; i < amounts.length; i++) {
            if (hit[i] && !(amounts[i] > 0)) {
                throw map.refused(key, "is " + map.text(key).orElseThrow() + " but must be above 0");
            }
        }
        return amounts;
    }

    /**
     * A parameter of the plant.
     *
     * @param key whose text names it; the first one is meant where it is left out
     * @return its name
     */
    public String parameter(String key) {
        List<Signal> all = context.parameters();
        Optional<String> text = map.text(key);
        if (text.isEmpty()) {
            if (all.isEmpty()) {
                throw map.refused(key, "is missing, and the plant has no parameter that could be changed");
            }
            return all.getFirst().name();
        }
        return all.get(index(key, text.get(), all)).name();
    }

    private int index(String key, String name, List<Signal> all) {
        List<String> names = all.stream().map(Signal::name).toList();
        int index = names.indexOf(name);
        if (index < 0) {
            throw map.refused(
                    key,
                    "names '" + name + "', which is not there; " + NearestName.hint(name, names)
                            + (names.isEmpty() ? "there is none" : "there are " + String.join(", ", names)));
        }
        return index;
    }

    private double required(String key, double fallback, String what) {
        if (fallback != fallback) {
            throw map.refused(key, "is missing; give " + what);
        }
        return fallback;
    }

    private double percent(String key, String text) {
        return parsed(key, text.substring(0, text.length() - PERCENT.length())) / 100;
    }

    private double parsed(String key, String text) {
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Refused below, like what is not finite.
        }
        throw map.refused(key, "is '" + text + "' but must be a number or a share, such as 0.1 or 10 %");
    }
}
