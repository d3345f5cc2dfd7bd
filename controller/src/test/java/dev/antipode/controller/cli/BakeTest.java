package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class BakeTest {
    @TempDir
    static Path folder;

    private static Path controller;
    private static Path jar;

    @BeforeAll
    static void bake() {
        train("run");
        controller = folder.resolve("run/controller.safetensors");
        jar = folder.resolve("run/kernels.jar");
        CommandLineRun.of("bake", controller).done();
    }

    private static String train(Object... more) {
        Object[] words = {
            "train",
            "cart-pole",
            "--json",
            "--policy",
            "mlp:4",
            "--generations",
            "2",
            "--population",
            "4",
            "--episodes",
            "2",
            "--out",
            folder.resolve(more[0].toString())
        };
        Object[] all = new Object[words.length + more.length - 1];
        System.arraycopy(words, 0, all, 0, words.length);
        System.arraycopy(more, 1, all, words.length, more.length - 1);
        String done = CommandLineRun.of(all).done().out().lines().toList().getLast();
        return JsonMapper.shared().readTree(done).get("parameterHash").asString();
    }

    @Test
    void bakedKernelsGiveTheSameBitsAndNothingIsCompiled() {
        for (String kernels : new String[] {"scalar", "auto"}) {
            CommandLineRun baked = CommandLineRun.of(
                            "evaluate", controller, "--episodes", "64", "--kernels", kernels, "--baked", jar)
                    .done();
            CommandLineRun compiled = CommandLineRun.of(
                            "evaluate", controller, "--episodes", "64", "--kernels", kernels)
                    .done();
            assertThat(baked.out()).isEqualTo(compiled.out());
            assertThat(baked.err()).containsPattern("(\\d+) of \\1 kernels came from ");
        }
    }

    @Test
    void trainingWithBakedKernelsGivesTheSameParameters() {
        assertThat(train("with", "--baked", jar)).isEqualTo(train("without"));
    }

    @Test
    void whatARunLeavesServesTheNextAndGivesTheSameParameters() throws IOException {
        Path kept = folder.resolve("kept");
        System.setProperty(BakedOption.KEPT, kept.toString());
        try {
            String first = train("leaves");
            List<Path> left = list(kept);
            assertThat(left).hasSize(1);
            FileTime written = FileTime.fromMillis(0);
            Files.setLastModifiedTime(left.getFirst(), written);
            assertThat(train("takes")).isEqualTo(first);
            assertThat(Files.getLastModifiedTime(left.getFirst()))
                    .as("nothing was lacking")
                    .isEqualTo(written);
            Files.write(left.getFirst(), new byte[10]);
            assertThat(train("mends")).isEqualTo(first);
            assertThat(Files.size(left.getFirst())).isGreaterThan(10);
            assertThat(list(kept)).isEqualTo(left);
        } finally {
            System.clearProperty(BakedOption.KEPT);
        }
    }

    private static List<Path> list(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.toList();
        }
    }

    @Test
    void theJarDependsOnItsContentsAlone() throws IOException {
        Path again = folder.resolve("again.jar");
        rewrite(again, "META-INF/MANIFEST.MF", text -> text.replace("Java-Release: 25", "Java-Release: 24"));
        CommandLineRun.of("bake", controller, "--out", again).done();
        assertThat(again).hasSameBinaryContentAs(jar);
    }

    @Test
    void noFileButABakedJarIsReplaced() throws IOException {
        byte[] before = Files.readAllBytes(controller);
        CommandLineRun.of("bake", controller, "--out", controller)
                .refused(2, controller + " exists already; name another file for --out");
        assertThat(controller).hasBinaryContent(before);
    }

    @Test
    void aStaleJarIsRefusedByNameOfTheDifference() throws IOException {
        CommandLineRun.of("train", "pendulum", "--baked", jar, "--out", folder.resolve("p"))
                .refused(
                        2,
                        jar.toString(),
                        "was baked for task cart-pole, but this run has task pendulum; bake it again");
        CommandLineRun.of("train", "cart-pole", "--policy", "mlp:8", "--baked", jar, "--out", folder.resolve("p"))
                .refused(2, "was baked for policy mlp:4");
        CommandLineRun.of("train", "cart-pole", "--policy", "mlp:4", "--precision", "f64", "--baked", jar)
                .refused(2, "was baked for precision F32, but this run has precision F64");
        CommandLineRun.of("train", "cart-pole", "--policy", "mlp:4", "--profile", "intel-elkhart-lake", "--baked", jar)
                .refused(2, "was baked for arithmetic FUSED, but this run has arithmetic UNFUSED");
        Path older = folder.resolve("older.jar");
        rewrite(older, "META-INF/MANIFEST.MF", text -> text.replace("Java-Release: 25", "Java-Release: 24"));
        CommandLineRun.of("evaluate", controller, "--baked", older)
                .refused(2, "was baked for java release 24, but this run has java release 25");
        Path changed = folder.resolve("changed.jar");
        rewrite(changed, "META-INF/MANIFEST.MF", text -> text.replaceAll("Generator: \\w+", "Generator: 0"));
        CommandLineRun.of("evaluate", controller, "--baked", changed).refused(2, "was baked for generator 0, but");
    }

    @Test
    void whatIsNoSuchJarIsRefused() throws IOException {
        CommandLineRun.of("evaluate", controller, "--baked", folder.resolve("none.jar"))
                .refused(1, "none.jar: no such file or folder");
        Path cut = folder.resolve("cut.jar");
        byte[] bytes = Files.readAllBytes(jar);
        Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        CommandLineRun.of("evaluate", controller, "--baked", cut).refused(2, "is no jar, or is cut short");
        Path damaged = folder.resolve("damaged.jar");
        bytes[bytes.length / 3] ^= 0x55;
        Files.write(damaged, bytes);
        CommandLineRun.of("evaluate", controller, "--baked", damaged).refused(2, damaged.toString());
        Path other = folder.resolve("other.jar");
        rewrite(other, "kernels/index", text -> null);
        CommandLineRun.of("evaluate", controller, "--baked", other).refused(2, "holds no kernels");
    }

    /** A copy of the jar with one entry changed, or left out. */
    private static void rewrite(Path copy, String name, java.util.function.UnaryOperator<String> change)
            throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                in.transferTo(bytes);
                byte[] content = bytes.toByteArray();
                if (entry.getName().equals(name)) {
                    String text = change.apply(bytes.toString(java.nio.charset.StandardCharsets.ISO_8859_1));
                    if (text == null) {
                        continue;
                    }
                    content = text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
                }
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(content);
            }
        }
    }
}
