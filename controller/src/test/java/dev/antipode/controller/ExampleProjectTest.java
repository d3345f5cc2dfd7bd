package dev.antipode.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.sim.Registry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example project, built outside the source tree as a user would, and used in the ways a user would. */
class ExampleProjectTest {
    private static final Path EXAMPLE = Path.of("src", "example", "water-tank");

    @TempDir
    Path folder;

    private Path jar;

    @BeforeEach
    void build() throws IOException {
        Path sources = EXAMPLE.resolve(Path.of("src", "main", "java"));
        Path classes = Files.createDirectory(folder.resolve("classes"));
        List<String> arguments =
                new ArrayList<>(List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(f -> f.toString().endsWith(".java"))
                    .map(Path::toString)
                    .forEach(arguments::add);
        }
        int status = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(System.out, System.err, arguments.toArray(String[]::new));
        assertThat(status).as("compiler's exit status").isZero();
        jar = folder.resolve("water-tank.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            add(out, classes);
            add(out, EXAMPLE.resolve(Path.of("src", "main", "resources")));
        }
    }

    private static void add(JarOutputStream out, Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile).sorted().forEach(file -> {
                try {
                    out.putNextEntry(
                            new JarEntry(root.relativize(file).toString().replace('\\', '/')));
                    Files.copy(file, out);
                    out.closeEntry();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    @Test
    void isFoundByNameAndByClass() throws IOException {
        URL url = URI.create(jar.toUri().toString()).toURL();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {url}, getClass().getClassLoader())) {
            Registry registry = Registry.load(loader);
            assertThat(registry.taskNames()).contains("water-tank-level", "cart-pole");
            assertThat(registry.plantNames()).contains("water-tank");
            assertThat(registry.task("org.example.tank.HoldLevel").fingerprint())
                    .isEqualTo(registry.task("water-tank-level").fingerprint());
            assertThat(registry.plant("org.example.tank.WaterTank").inputs())
                    .singleElement()
                    .satisfies(pump -> assertThat(pump.unit()).isEqualTo("m^3/s"));
        }
    }

    @Test
    void trainsInAProgramOfItsOwn() throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules=jdk.incubator.vector",
                        "-XX:CompilationMode=high-only",
                        "-cp",
                        jar + java.io.File.pathSeparator + System.getProperty("java.class.path"),
                        "org.example.tank.TrainInProcess")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("ended").isTrue();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(text).isZero();
        String success =
                text.lines().filter(l -> l.startsWith("success ")).findFirst().orElseThrow();
        assertThat(Double.parseDouble(success.substring("success ".length()))).isGreaterThan(0.9);
    }
}
