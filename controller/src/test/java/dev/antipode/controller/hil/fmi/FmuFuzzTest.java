package dev.antipode.controller.hil.fmi;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.antipode.controller.ForeignBytes;
import dev.antipode.controller.store.RefusedFileException;
import dev.antipode.sim.SiUnit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.params.provider.MethodSource;

/** FMUs of anybody, before anything of them is run. */
class FmuFuzzTest {
    private static final long MOST_UNPACKED = 1 << 16;

    @MethodSource("descriptions")
    @FuzzTest
    void modelDescription(byte[] input) {
        ForeignBytes.read(
                        input,
                        RefusedFileException.class,
                        () -> ModelDescriptionReader.read(Path.of("plant.fmu"), new ByteArrayInputStream(input)))
                .ifPresent(model -> {
                    for (FmuVariable variable : model.variables()) {
                        variable.stateIndex(model);
                    }
                });
    }

    static Stream<byte[]> descriptions() throws IOException {
        return Stream.of(description(FmiVersion.FMI_2), description(FmiVersion.FMI_3));
    }

    private static byte[] description(FmiVersion version) throws IOException {
        return TestFmu.text(TestFmu.xml(version)).getBytes(StandardCharsets.UTF_8);
    }

    /** Unpacked into its folder or refused, and then nothing is left of it. */
    @MethodSource("archives")
    @FuzzTest
    void archive(byte[] input) throws IOException {
        Path fmu = ForeignBytes.file("plant.fmu", input);
        Path above = Files.createTempDirectory("fmu-fuzz");
        try {
            ForeignBytes.read(input, RefusedFileException.class, () -> {
                        Path folder = Files.createDirectories(above.resolve("folder"));
                        return FmuArchive.unpack(fmu, folder, MOST_UNPACKED);
                    })
                    .ifPresent(FmuArchive::close);
            try (Stream<Path> left = Files.list(above)) {
                assertThat(left).isEmpty();
            }
        } finally {
            FmuArchive.delete(above);
        }
    }

    static Stream<byte[]> archives() throws IOException {
        return Stream.of(archive(FmiVersion.FMI_2, ZipEntry.DEFLATED), archive(FmiVersion.FMI_3, ZipEntry.STORED));
    }

    private static byte[] archive(FmiVersion version, int method) throws IOException {
        FmuPlatform here = FmuPlatform.here(version);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            add(zip, method, ModelDescriptionReader.NAME, description(version));
            add(zip, method, "binaries/" + here.folders().getFirst() + "/pendulum" + here.suffix(), new byte[8]);
            add(zip, method, "resources/a/b.txt", new byte[8]);
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, int method, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 sum = new CRC32();
        sum.update(content);
        entry.setMethod(method);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    @MethodSource("units")
    @FuzzTest
    void unit(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        ForeignBytes.read(input, IllegalArgumentException.class, () -> SiUnit.parse(text))
                .ifPresent(unit -> assertThat(SiUnit.sameText(text, text)).isTrue());
    }

    static Stream<byte[]> units() {
        return texts("N.m", "rad/s^2", "J/(kg.K)", "m2/s-3", "degC", "%");
    }

    @MethodSource("addresses")
    @FuzzTest
    void fmuAddress(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        ForeignBytes.read(input, IllegalArgumentException.class, () -> FmuAddress.parse(text));
    }

    static Stream<byte[]> addresses() {
        return texts("plant.fmu", "C:\\a.fmu:isolated:torque=tau:mass=2.5e-1", "a.fmu:x");
    }

    private static Stream<byte[]> texts(String... texts) {
        return Stream.of(texts).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }
}
