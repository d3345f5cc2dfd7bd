package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plants of a user's own, from jars, by class name and by provider. */
class UserJarsTest {
    private static final String PLANT = """
            package org.example;

            import dev.antipode.sim.*;

            public final class Spring implements Dynamics<Spring.State, Spring.Input, Spring.Parameters> {
                public record State(@Unit("m") @Default(1) double position, @Unit("m/s") double velocity) {}
                public record Input(@Unit("N") double force) {}
                public record Parameters(@Unit("N/m") @Default(4) double stiffness) {}

                @Override
                public State derivative(State x, Input u, Parameters p) {
                    return new State(x.velocity(), u.force() - p.stiffness() * x.position());
                }
            }
            """;
    private static final String UNLIFTABLE = """
            package org.example;

            import dev.antipode.sim.*;

            public final class Printing implements Dynamics<Printing.State, None, None> {
                public record State(double x) {}

                @Override
                public State derivative(State x, None u, None p) {
                    System.out.println(x.x());
                    return x;
                }
            }
            """;
    private static final String PROVIDER = """
            package org.example;

            import dev.antipode.sim.*;
            import java.util.Map;
            import java.util.function.Supplier;

            public final class Provider implements PlantProvider {
                @Override
                public Map<String, Supplier<Plant<?, ?, ?>>> plants() {
                    return Map.of("spring", () -> Integrator.RK4.plant(new Spring(), 0.01));
                }
            }
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void compile() throws IOException {
        Map<String, String> sources =
                new TreeMap<>(Map.of("Spring", PLANT, "Printing", UNLIFTABLE, "Provider", PROVIDER));
        Files.createDirectories(folder.resolve("src/org/example"));
        Files.createDirectories(folder.resolve("classes"));
        List<String> arguments = new java.util.ArrayList<>(List.of(
                "-d",
                folder.resolve("classes").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-proc:none"));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = folder.resolve("src/org/example/" + source.getKey() + ".java");
            Files.writeString(file, source.getValue());
            arguments.add(file.toString());
        }
        int code = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(System.out, System.err, arguments.toArray(String[]::new));
        assertThat(code).isZero();
    }

    @Test
    void aClassFolderIsEnoughForAClassName() {
        String out = CommandLineRun.of(
                        "simulate",
                        "org.example.Spring",
                        "--classpath",
                        folder.resolve("classes"),
                        "--steps",
                        100,
                        "--dt",
                        0.01)
                .done()
                .out();
        String[] last = out.lines().toList().get(101).split(",");
        // x'' = -4 x from x = 1 is cos(2 t).
        assertThat(Double.parseDouble(last[3])).isCloseTo(Math.cos(2), org.assertj.core.api.Assertions.within(1e-7));
    }

    @Test
    void aJarsProviderGivesItsNames() throws IOException {
        Path jar =
                jar("plain.jar", Map.of("META-INF/services/dev.antipode.sim.PlantProvider", "org.example.Provider\n"));
        assertThat(CommandLineRun.of("tasks", "--classpath", jar).done().out())
                .contains("spring", "stiffness [N/m] = 4.0", "lorenz");
        CommandLineRun.of("simulate", "spring", "--classpath", jar, "--steps", 3)
                .done();
        CommandLineRun.of("simulate", "sprung", "--classpath", jar, "--steps", 3)
                .refused(2, "did you mean 'spring'");
    }

    @Test
    void whatCannotBeLiftedIsNamedWithItsPlace() {
        CommandLineRun.of("lift", "org.example.Printing", "--classpath", folder.resolve("classes"))
                .refused(2, "org.example.Printing.derivative, line 10");
    }

    @Test
    void aBrokenJarIsNamed() throws IOException {
        Path jar = Files.writeString(folder.resolve("broken.jar"), "no jar");
        CommandLineRun.of("tasks", "--classpath", jar).refused(2, "broken.jar");
    }

    private Path jar(String name, Map<String, String> texts) throws IOException {
        Path jar = folder.resolve(name);
        Path classes = folder.resolve("classes");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                entries.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                entries.write(Files.readAllBytes(file));
            }
            for (Map.Entry<String, String> text : texts.entrySet()) {
                entries.putNextEntry(new JarEntry(text.getKey()));
                entries.write(text.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }
}
