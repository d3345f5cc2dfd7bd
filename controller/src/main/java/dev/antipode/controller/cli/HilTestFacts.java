package dev.antipode.controller.cli;

import dev.antipode.controller.hil.plan.PlanResult;
import dev.antipode.controller.hil.plan.TestPlan;
import dev.antipode.controller.loop.GuardRules;
import dev.antipode.controller.store.ControllerFile;
import dev.antipode.controller.store.Json;
import dev.antipode.controller.store.LibraryVersion;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.profiles.DeviceProfile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What was tested, with what and where: everything that is needed to trace a report back. */
final class HilTestFacts {
    private static final Path GOVERNOR = Path.of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
    private static final Path CLOCK = Path.of("/sys/devices/system/clocksource/clocksource0/current_clocksource");

    private HilTestFacts() {}

    static Map<String, String> configuration(
            Deployed deployed,
            Path file,
            String link,
            TestPlan plan,
            PlanResult result,
            GuardRules rules,
            DeviceProfile profile) {
        TrainedController controller = deployed.controller();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("controller", file.toString());
        facts.put("parameter hash", ControllerFile.parameterHash(controller.parameters()));
        facts.put("policy", controller.policy());
        facts.put("task", controller.task());
        controller.distribution().ifPresent(known -> facts.put("trained on a plant with", known.sentence()));
        facts.put("task fingerprint", deployed.task().fingerprint());
        facts.put("trained for task fingerprint", controller.taskFingerprint());
        facts.put("link", link);
        facts.put("plant", result.link().plant());
        facts.put("clock of the plant", result.link().clock().name().toLowerCase(Locale.ROOT));
        facts.put("plan", plan.file());
        facts.put("plan hash", hash(plan.text()));
        facts.put("seed", Long.toString(result.seed()));
        facts.put("period", plan.periodSeconds() + " s");
        facts.put("episode", plan.episodeTicks() + " ticks");
        facts.put("precision", controller.precision().toString());
        facts.put("arithmetic", controller.arithmetic().toString());
        facts.put("guard", rules.toString());
        facts.put("Antipode", LibraryVersion.text());
        facts.put("device profile", profile.id());
        facts.put("device profile hash", hash(Json.line(ProfileFacts.whole(profile))));
        return facts;
    }

    static Map<String, String> device(DeviceProfile profile) {
        Map<String, String> facts = new LinkedHashMap<>(DeviceFacts.of(profile));
        line(GOVERNOR).ifPresent(governor -> facts.put("governor", governor));
        line(CLOCK).ifPresent(clock -> facts.put("time source", clock));
        facts.put("wall clock", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put(
                "JVM options",
                String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()));
        return facts;
    }

    /** What Linux tells in a file; nothing elsewhere. */
    private static Optional<String> line(Path file) {
        try {
            return Files.readAllLines(file).stream().findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
