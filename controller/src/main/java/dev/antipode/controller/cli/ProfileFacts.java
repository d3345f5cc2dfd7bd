package dev.antipode.controller.cli;

import dev.antipode.profiles.ControlFacts;
import dev.antipode.profiles.DeviceProfile;
import dev.antipode.profiles.ProfileWriter;
import dev.antipode.profiles.SchedulingPolicy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A device profile as JSON, with what follows from its facts. */
final class ProfileFacts {
    private ProfileFacts() {}

    /** What a list shows. */
    static Map<String, Object> summary(DeviceProfile profile) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", profile.id());
        facts.put("name", profile.name());
        facts.put("architecture", profile.architecture().toString());
        facts.put("vectors", profile.cpu().vectors().toString());
        facts.put("vectorBits", profile.vectorBits());
        facts.put("arithmetic", arithmetic(profile));
        facts.put("cpus", profile.cores());
        facts.put("ramBytes", profile.system().ramBytes());
        facts.put("budgetBytes", profile.trainingBudgetBytes());
        facts.put("threads", profile.workerThreads());
        facts.put("controlRateHz", profile.controlRateHz());
        return facts;
    }

    /** The file, and what follows from it. */
    static Map<String, Object> whole(DeviceProfile profile) {
        Map<String, Object> facts = new LinkedHashMap<>(ProfileWriter.map(profile));
        facts.put("decides", decisions(profile));
        return facts;
    }

    static Map<String, Object> decisions(DeviceProfile profile) {
        Map<String, Object> decisions = new LinkedHashMap<>();
        decisions.put("arithmetic", arithmetic(profile));
        decisions.put("lanesOf" + DeviceProfile.TYPICAL_ROWS + "Rows", profile.lanesPerTile());
        decisions.put("threads", profile.workerThreads());
        decisions.put("budgetBytes", profile.trainingBudgetBytes());
        decisions.put("run", runOptions(profile.control()));
        decisions.put("javaOptions", profile.jvmOptions());
        return decisions;
    }

    /** What {@code run} takes from the profile, by the options that would say the same. */
    private static String runOptions(ControlFacts control) {
        List<String> options = new ArrayList<>();
        if (control.policy() == SchedulingPolicy.FIFO) {
            options.add("--fifo " + control.priority());
        }
        if (control.cpu() >= 0) {
            options.add("--cpu " + control.cpu());
        }
        options.add("--jitter "
                + BigDecimal.valueOf(control.jitterNanos(), 3)
                        .stripTrailingZeros()
                        .toPlainString());
        options.add("--deadline "
                + BigDecimal.valueOf(control.deadlineNanos(), 3)
                        .stripTrailingZeros()
                        .toPlainString());
        return String.join(" ", options);
    }

    private static String arithmetic(DeviceProfile profile) {
        return profile.fma() ? "fused" : "unfused";
    }
}
