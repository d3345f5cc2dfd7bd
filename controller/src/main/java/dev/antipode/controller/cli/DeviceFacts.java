package dev.antipode.controller.cli;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.profiles.DeviceProfile;
import java.util.LinkedHashMap;
import java.util.Map;

/** The device as the report shows it. */
final class DeviceFacts {
    private DeviceFacts() {}

    static Map<String, String> of(DeviceProfile profile) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("profile", profile.id());
        facts.put("device", profile.name());
        facts.put("architecture", profile.architecture().toString());
        facts.put(
                "vectors",
                Host.vectorBits() + " bits" + (profile.fma() ? ", fused multiply-add" : "")
                        + (profile.vectorBits() == Host.vectorBits()
                                ? ""
                                : " (the profile has " + profile.vectorBits() + " bits)"));
        facts.put("cores", Integer.toString(profile.cores()));
        facts.put("first-level cache", MemoryPlan.readable(profile.l1dBytes()));
        facts.put("second-level cache", MemoryPlan.readable(profile.l2Bytes()));
        facts.put("operating system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("Java", System.getProperty("java.vm.name") + " " + Runtime.version());
        facts.put("heap", MemoryPlan.readable(Runtime.getRuntime().maxMemory()) + " at most");
        return facts;
    }
}
