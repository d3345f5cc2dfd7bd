package dev.antipode.controller.hil.fmi;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What follows {@code fmu:} in a link's text: {@code FILE.fmu[:isolated][:NAME=VARIABLE][:VARIABLE=NUMBER]}.
 *
 * @param file the FMU
 * @param isolated whether it runs in a process of its own
 * @param names the FMU's variable for a signal of the controller, where their names differ
 * @param starts numbers for parameters and start values of the FMU
 */
record FmuAddress(Path file, boolean isolated, Map<String, String> names, Map<String, Double> starts) {
    static final String USAGE =
            "fmu:FILE.fmu, then as wanted :isolated for a process of its own, :NAME=VARIABLE for a signal"
                    + " that the FMU names otherwise, :PARAMETER=NUMBER; for example fmu:plant.fmu:isolated:torque=tau:mass=2";

    private static final String SUFFIX = ".fmu";

    FmuAddress {
        names = Map.copyOf(names);
        starts = Map.copyOf(starts);
    }

    static FmuAddress parse(String address) {
        int end = end(address);
        if (end < 0) {
            throw new IllegalArgumentException("'fmu:" + address + "' names no FMU; give " + USAGE);
        }
        boolean isolated = false;
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, Double> starts = new LinkedHashMap<>();
        for (String option : options(address.substring(end))) {
            int equals = option.indexOf('=');
            if (option.equals("isolated")) {
                isolated = true;
            } else if (equals > 0 && equals < option.length() - 1) {
                String name = option.substring(0, equals);
                String value = option.substring(equals + 1);
                if (number(value)) {
                    starts.put(name, Double.valueOf(value));
                } else {
                    names.put(name, value);
                }
            } else {
                throw new IllegalArgumentException("link option '" + option + "' is unknown; give " + USAGE);
            }
        }
        return new FmuAddress(Path.of(address.substring(0, end)), isolated, names, starts);
    }

    /** Where the file's name ends: a path may have colons of its own. */
    private static int end(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        for (int at = lower.indexOf(SUFFIX); at >= 0; at = lower.indexOf(SUFFIX, at + 1)) {
            int end = at + SUFFIX.length();
            if (end == lower.length() || lower.charAt(end) == ':') {
                return end;
            }
        }
        return -1;
    }

    private static List<String> options(String rest) {
        List<String> options = new ArrayList<>();
        if (!rest.isEmpty()) {
            for (String option : rest.substring(1).split(":", -1)) {
                options.add(option);
            }
        }
        return options;
    }

    private static boolean number(String text) {
        // Digits are taken once and for all: a long row of them that is no number must not be tried at every length.
        return text.matches("[+-]?(\\d++\\.?+\\d*+|\\.\\d++)([eE][+-]?\\d++)?+");
    }
}
