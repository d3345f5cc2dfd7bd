package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A folder that runs a controller by itself. Its launcher is a shell script. */
@EnabledOnOs(OS.LINUX)
class ControllerImageTest {
    @TempDir
    static Path folder;

    private static Path controller;
    private static Path image;

    private record Result(int code, String out, String err) {}

    @BeforeAll
    static void make() throws IOException {
        controller = RunTest.controller(folder, "cart-pole-swing-up", "mlp:8");
        image = folder.resolve("an image");
        CommandLineRun made = CommandLineRun.of("bake", controller, "--image", image, "--json")
                .done();
        assertThat(JsonMapper.shared().readTree(made.out()).get("bytes").asLong())
                .isPositive();
    }

    private static Result run(String jvmOptions, Object... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(image.resolve("bin/run").toString()));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("ANTIPODE_JVM_OPTIONS", jvmOptions);
        int code = builder.start().waitFor();
        return new Result(
                code, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }

    /** What the plant told and was told, without the times. */
    private static List<String> signals(Path table) throws IOException {
        List<String[]> rows = Files.readAllLines(table).stream()
                .map(line -> line.split(",", -1))
                .toList();
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < rows.getFirst().length; i++) {
            if (rows.getFirst()[i].matches("(measurement|command|applied)\\..*")) {
                columns.add(i);
            }
        }
        assertThat(columns).hasSize(7);
        return rows.stream()
                .map(row -> columns.stream().map(i -> row[i]).toList().toString())
                .toList();
    }

    @Test
    void itsRuntimeHasNoIncubatorModuleAndItsCommandsAreThoseOfVectors() throws Exception {
        String modules = new String(
                new ProcessBuilder(image.resolve("runtime/bin/java").toString(), "--list-modules")
                        .start()
                        .getInputStream()
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        assertThat(modules).contains("java.base@").doesNotContain("incubator");
        Path scalar = folder.resolve("scalar.csv");
        Path vectors = folder.resolve("vectors.csv");
        // A cache of classes that could not be used would end the JVM.
        Result result = run("-XX:AOTMode=on", "--seconds", "1", "--json", "--record", scalar);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).doesNotContain("WARNING").containsPattern("(\\d+) of \\1 kernels came from ");
        CommandLineRun.of("run", controller, "--seconds", "1", "--kernels", "auto", "--record", vectors)
                .done();
        assertThat(signals(scalar)).isEqualTo(signals(vectors)).hasSize(26);

        JsonNode told = JsonMapper.shared().readTree(result.out());
        assertThat(told.get("firstTickSeconds").asDouble()).isPositive();
        assertThat(told.get("residentBytes").asLong())
                .isPositive()
                .isLessThanOrEqualTo(told.get("largestResidentBytes").asLong());
    }

    @Test
    void anotherControllerInItsPlaceIsRefused() throws Exception {
        Path kept = folder.resolve("kept");
        Path inside = image.resolve(ControllerImage.CONTROLLER);
        Files.move(inside, kept);
        try {
            Path other =
                    RunTest.controller(Files.createDirectory(folder.resolve("other")), "cart-pole-swing-up", "mlp:4");
            Files.copy(other, inside);
            Result result = run("", "--seconds", "1");
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.out()).isEmpty();
            assertThat(result.err())
                    .startsWith("antipode: ")
                    .contains(ControllerImage.KERNELS
                            + " was baked for policy mlp:8:tanh, but this run has policy mlp:4:tanh; bake it again")
                    .hasLineCount(1);
        } finally {
            Files.move(kept, inside, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void whatCannotBeMadeIsToldInOneSentence() throws IOException {
        CommandLineRun.of("bake", controller, "--image", image).refused(2, "is not empty; name a new folder");
        CommandLineRun.of("bake", controller, "--image", folder.resolve("x"), "--out", folder.resolve("y"))
                .refused(2, "--image makes its own jar of kernels; leave out --out");
        Path noJdk = Files.createDirectory(folder.resolve("jre"));
        ControllerImage made = new ControllerImage(noJdk, folder.resolve("z"));
        Deployed deployed = Deployed.load(controller, new CommonOptions());
        assertThat(catchThrowable(() -> made.make(controller, deployed, null)))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("has no jlink; an image is made by a whole JDK 25");
        assertThat(folder.resolve("z")).doesNotExist();
    }
}
