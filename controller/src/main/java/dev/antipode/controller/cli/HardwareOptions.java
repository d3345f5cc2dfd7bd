package dev.antipode.controller.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** How {@code train --link} treats the plant. What is given is kept as it was written: {@code run.yaml} repeats it. */
final class HardwareOptions {
    static final String LINK = "link";
    static final String EPISODES = "maxEpisodes";
    static final String MINUTES = "maxMinutes";

    @Option(
            names = "--link",
            paramLabel = "LINK",
            description =
                    "Train on a plant: its episodes are run there, one at a time. 'task:' for the built-in one, or such as"
                            + " udp:HOST:PORT, serial:PORT, fmu:FILE.fmu. The options from here on are for this alone.")
    private String link;

    @Option(names = "--max-episodes", paramLabel = "N", description = "Budget: the most episodes on the plant, in all.")
    private String maxEpisodes;

    @Option(names = "--max-minutes", paramLabel = "M", description = "Budget: the most minutes, in all.")
    private String maxMinutes;

    @Option(
            names = "--envelope",
            paramLabel = "BANDS",
            description =
                    "Where measurements may be, NAME=MIN:MAX with commas between, such as speed=-30:30. An episode that leaves it is"
                            + " ended by the safe action and charged as lost. Default: everywhere.")
    private String envelope;

    @Option(
            names = "--envelope-ahead",
            paramLabel = "S",
            description =
                    "End it as soon as the envelope would be left within so many seconds at the speed of the last tick.")
    private String ahead;

    @Option(
            names = "--start-band",
            paramLabel = "BANDS",
            description =
                    "Where the plant has to be for an episode to begin, as for --envelope; the safe action brings it there. Default: the"
                            + " plant's side begins episodes.")
    private String start;

    @Option(
            names = "--start-hold",
            paramLabel = "S",
            description = "How long it has to stay there. Default: 0.5 seconds.")
    private String hold;

    @Option(
            names = "--reset-seconds",
            paramLabel = "S",
            description = "How long the plant may take to its start, before the run ends. Default: 60.")
    private String resetSeconds;

    @Option(
            names = "--rest",
            paramLabel = "S",
            description = "Seconds of the safe action before every episode, such as to cool down. Default: 0.")
    private String rest;

    @Option(
            names = "--missing",
            paramLabel = "N",
            description = "Waits without a measurement in a row, after which a pair is left out. Default: 20.")
    private String missing;

    @Option(
            names = "--noise-factor",
            paramLabel = "X",
            description = "Skip updates whose pairs differ by no more than X times the noise; 0 for never. Default: 1.")
    private String noiseFactor;

    @Option(
            names = "--cost",
            paramLabel = "TERMS",
            description =
                    "What a tick costs where the plant's side does not tell: NAME=WEIGHT or NAME=WEIGHT@TARGET with commas between, the"
                            + " weighted squares of measurements and commands.")
    private String cost;

    @Option(
            names = "--fallback",
            paramLabel = "LAW",
            description =
                    "A control law that commands under the safe action, while it can see. Default: the safe command.")
    private String fallback;

    @Option(
            names = "--safe",
            paramLabel = "NUMBERS",
            description = "The safe command, one number an input. Default: what is nearest to 0 in each range.")
    private String safe;

    @Option(
            names = "--timeout",
            paramLabel = "MILLISECONDS",
            description = "How long one wait for a measurement is. Default: half a period, and 10 or more.")
    private String timeout;

    /** The names and texts of what was given, in the order above. */
    Map<String, String> given() {
        Map<String, String> map = new LinkedHashMap<>();
        put(map, LINK, link);
        put(map, EPISODES, maxEpisodes);
        put(map, MINUTES, maxMinutes);
        put(map, "envelope", envelope);
        put(map, "envelopeAhead", ahead);
        put(map, "startBand", start);
        put(map, "startHold", hold);
        put(map, "resetSeconds", resetSeconds);
        put(map, "rest", rest);
        put(map, "missing", missing);
        put(map, "noiseFactor", noiseFactor);
        put(map, "cost", cost);
        put(map, "fallback", fallback);
        put(map, "safe", safe);
        put(map, "timeout", timeout);
        return map;
    }

    private static void put(Map<String, String> map, String key, String value) {
        if (value != null) {
            map.put(key, value);
        }
    }
}
