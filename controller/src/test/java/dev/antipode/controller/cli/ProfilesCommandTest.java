package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.profiles.DeviceProfile;
import dev.antipode.profiles.HostDetection;
import dev.antipode.profiles.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProfilesCommandTest {
    @TempDir
    Path folder;

    @Test
    void everyShippedProfileIsListed() {
        String out = CommandLineRun.of("profiles", "list").done().out();
        assertThat(out.lines().map(line -> line.substring(0, line.indexOf(' '))))
                .containsExactlyElementsOf(Profiles.ids());
        JsonNode all = json("profiles", "list", "--json");
        assertThat(all.get("profiles").size()).isEqualTo(Profiles.ids().size());
        for (JsonNode profile : all.get("profiles")) {
            assertThat(profile.get("arithmetic").asString())
                    .isEqualTo(profile.get("id").asString().equals("intel-elkhart-lake") ? "unfused" : "fused");
        }
    }

    @Test
    void whatIsShownIsAProfileFile() throws IOException {
        String out = CommandLineRun.of("profiles", "show", "rk3588").done().out();
        Path copy = Files.writeString(folder.resolve("rk3588.yaml"), out);
        assertThat(Profiles.read(copy)).isEqualTo(Profiles.shipped("rk3588"));
        assertThat(out)
                .contains("#   arithmetic: fused\n")
                .contains("#   run: --fifo 80 --cpu 7 --jitter 200 --deadline 500\n")
                .contains("#   -Xmx256m\n")
                .doesNotContain("#   controlRateHz");
        assertThat(json("profiles", "show", "generic-aarch64", "--json")
                        .at("/decides/run")
                        .asString())
                .isEqualTo("--jitter 250 --deadline 1000");
        JsonNode json = json("profiles", "show", "rk3588", "--json");
        assertThat(json.at("/cpu/clusters/1/core").asString()).isEqualTo("Cortex-A76");
        assertThat(json.at("/decides/threads").asInt()).isEqualTo(3);
    }

    @Test
    void theHostIsDetectedWrittenAndThenUsedByItsFile() throws IOException {
        Path file = folder.resolve("my-robot.yaml");
        CommandLineRun run =
                CommandLineRun.of("profiles", "detect", "--out", file).done();
        assertThat(run.err()).contains("The nearest shipped profile is ");
        DeviceProfile written = Profiles.read(file);
        assertThat(written).isEqualTo(HostDetection.detect().withId("my-robot"));
        assertThat(folder.resolve("my-robot.jvmopts")).content().contains("-XX:CompilationMode=high-only\n");
        CommandLineRun.of("profiles", "validate", file).done();
        CommandLineRun.of("simulate", "cart-pole", "--steps", "1", "--profile", file)
                .done();
        assertThat(file).content().contains("# What this machine tells beyond a profile:\n", "#   jvm.vendor: ");
        JsonNode json = json("profiles", "detect", "--json");
        assertThat(json.at("/machine").propertyNames()).contains("jvm.name", "jvm.heap");
        assertThat(json.get("notFound").isArray()).isTrue();
        assertThat(json.at("/profile/cpu/architecture").asString())
                .isEqualTo(written.architecture().toString());
        assertThat(Profiles.ids()).contains(json.get("nearest").asString());
    }

    @Test
    void anImpossibleProfileIsOneSentenceWithFileAndLine() throws IOException {
        String good =
                CommandLineRun.of("profiles", "show", "raspberry-pi-4").done().out();
        Path file = folder.resolve("raspberry-pi-4.yaml");
        Files.writeString(file, good.replace("vectorBits: 128", "vectorBits: 512"));
        CommandLineRun.of("profiles", "validate", file)
                .refused(1, file + ":", "vectorBits is 512, but neon vectors have at most 128 bits");
        // Used rather than checked, it is a wrong request.
        CommandLineRun.of("simulate", "cart-pole", "--steps", "1", "--profile", file)
                .refused(2, file + ":", "vectorBits is 512, but neon vectors have at most 128 bits");
        Files.writeString(file, good.replace("budget: 128 MiB", "budget: 2 GiB"));
        CommandLineRun.of("profiles", "validate", file)
                .refused(1, "training.budget is 2 GiB, more than the memory of 1 GiB less the Java heap of 256 MiB");
    }

    @Test
    void wrongRequestsAreRefused() {
        CommandLineRun.of("profiles", "show", "pdp-11").refused(2, "there is no device profile \"pdp-11\"; known are ");
        CommandLineRun.of("profiles", "validate", folder.resolve("none.yaml")).refused(2, "there is no profile file");
        CommandLineRun.of("profiles", "validate", folder).refused(2, "is a folder or a device");
        CommandLineRun.of("profiles", "detect", "--profile", "nosuch").refused(2, "so it takes no --profile");
        CommandLineRun.of("profiles", "detect", "--out", folder.resolve("My Robot.yaml"))
                .refused(2, "named by lower-case letters");
        CommandLineRun.of("profiles", "list", "--profile", "rk3588").refused(2, "every profile", "leave out --profile");
        CommandLineRun.of("profiles", "show", "rk3588", "--profile", "rk3588")
                .refused(2, "shows the profile behind it, rk3588; leave out --profile");
        CommandLineRun.of("profiles", "validate", "a.yaml", "--profile", "rk3588")
                .refused(2, "checks the file behind it, a.yaml; leave out --profile");
    }

    @Test
    void aBudgetBeyondTheMemoryOfTheDeviceIsRefused() {
        CommandLineRun.of("train", "cart-pole", "--profile", "raspberry-pi-zero-2-w", "--budget", "1GiB")
                .refused(2, "--budget 1.0 GiB is more than the 512.0 MiB of memory of Raspberry Pi Zero 2 W");
    }

    private static JsonNode json(Object... arguments) {
        return JsonMapper.shared().readTree(CommandLineRun.of(arguments).done().out());
    }
}
