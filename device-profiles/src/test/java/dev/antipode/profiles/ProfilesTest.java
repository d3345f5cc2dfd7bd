package dev.antipode.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfilesTest {
    private static final Path FOLDER = Path.of("profiles");

    @TempDir
    Path folder;

    static List<String> ids() {
        return Profiles.ids();
    }

    @Test
    void everyFileInTheFolderIsShippedAndTheOtherWayRound() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".yaml")))
                    .containsExactlyInAnyOrderElementsOf(
                            Profiles.ids().stream().map(id -> id + ".yaml").toList());
        }
    }

    @ParameterizedTest
    @MethodSource("ids")
    void aShippedProfileReadsAlikeFromTheJarAndFromItsFile(String id) {
        assertThat(Profiles.shipped(id)).isEqualTo(Profiles.read(FOLDER.resolve(id + ".yaml")));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void aTileFitsTheFirstLevelCacheUnlessItIsAsNarrowAsItMayBe(String id) {
        DeviceProfile profile = Profiles.shipped(id);
        for (int rows : new int[] {20, 128, 500, 3000}) {
            int lanes = profile.lanesPerTile(4L * rows);
            assertThat(lanes % 16).isZero();
            assertThat(lanes == 16 || (long) lanes * rows * 4 <= profile.l1dBytes())
                    .as(lanes + " lanes of " + rows + " rows")
                    .isTrue();
            assertThat(lanes == 128 || (long) (lanes + 16) * rows * 4 > profile.l1dBytes())
                    .as(lanes + " lanes of " + rows + " rows")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("ids")
    void whatIsWrittenIsReadBack(String id) throws IOException {
        DeviceProfile profile = Profiles.shipped(id);
        Path copy = Files.writeString(folder.resolve(id + ".yaml"), ProfileWriter.yaml(profile));
        assertThat(Profiles.read(copy)).isEqualTo(profile);
    }

    @Test
    void aTrainingRunOnMixedCoresGoesByTheCachesOfTheCoresThatItUses() {
        DeviceProfile rk3588 = Profiles.shipped("rk3588");
        assertThat(rk3588.cores()).isEqualTo(8);
        assertThat(rk3588.l1dBytes()).isEqualTo(64 << 10);
        assertThat(rk3588.l2Bytes()).isEqualTo(512 << 10);
    }

    @Test
    void aSmallDeviceHasASmallHeap() {
        assertThat(Profiles.shipped("raspberry-pi-zero-2-w").jvmOptions()).contains("-Xmx128m");
        assertThat(Profiles.shipped("raspberry-pi-5").jvmOptions()).contains("-Xmx256m");
    }

    @Test
    void aProfilesOwnOptionTakesThePlaceOfTheDerivedOneOfItsKind() throws IOException {
        String text = Files.readString(FOLDER.resolve("raspberry-pi-5.yaml"))
                .replace("jvmOptions: []", "jvmOptions: [-Xmx64m, -XX:+UseParallelGC, -XX:CompilationMode=default]");
        List<String> options = Profiles.read(Files.writeString(folder.resolve("raspberry-pi-5.yaml"), text))
                .jvmOptions();
        assertThat(options)
                .contains("-Xmx64m", "-XX:+UseParallelGC", "-XX:CompilationMode=default", "-Xms32m")
                .doesNotContain("-Xmx256m", "-XX:+UseSerialGC", "-XX:CompilationMode=high-only");
    }

    /** Elkhart Lake is the one device of the list without fused multiply-add (Intel, Atom x6000E series). */
    @ParameterizedTest
    @MethodSource("ids")
    void onlyTheAtomIsUnfused(String id) {
        assertThat(Profiles.shipped(id).fma()).isEqualTo(!id.equals("intel-elkhart-lake"));
    }

    /** The launcher reads the option file, everything else the profile: they must say the same. */
    @ParameterizedTest
    @MethodSource("ids")
    void theOptionFileBesideAProfileHoldsItsOptions(String id) throws IOException {
        assertThat(FOLDER.resolve(id + ".jvmopts")).content().isEqualTo(JvmOptionFile.text(Profiles.shipped(id)));
    }

    /** The JVM itself judges the options: it refuses to start on one that it does not know. They differ by the heap alone. */
    @ParameterizedTest
    @ValueSource(strings = {"raspberry-pi-zero-2-w", "raspberry-pi-5"})
    void aJvmStartsWithTheOptionFile(String id) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(java.toString(), "@" + FOLDER.resolve(id + ".jvmopts"), "-version")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).doesNotContainIgnoringCase("warning: option");
    }

    /** In such a file, {@code #} begins a comment, quotes hold words together, and a backslash escapes what follows. */
    @Test
    void whateverAnOptionHoldsReachesTheJvm() throws Exception {
        String text = Files.readString(FOLDER.resolve("raspberry-pi-5.yaml"))
                .replace("jvmOptions: []", "jvmOptions: ['-Dx=\"a\"#b\\c''d']");
        DeviceProfile profile = Profiles.read(Files.writeString(folder.resolve("raspberry-pi-5.yaml"), text));
        Path options = folder.resolve("raspberry-pi-5.jvmopts");
        assertThat(JvmOptionFile.write(profile, options)).isTrue();
        assertThat(JvmOptionFile.write(profile, options)).isFalse();
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(java.toString(), "@" + options, "-XshowSettings:properties", "-version")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("x = \"a\"#b\\c'd");
    }

    @Test
    void thePublishedFactsOfTheGenericX86ProfileAreRead() {
        DeviceProfile profile = Profiles.shipped("generic-x86_64-avx2");
        assertThat(profile.architecture()).isEqualTo(Architecture.X86_64);
        assertThat(profile.vectorBits()).isEqualTo(256);
        assertThat(profile.fma()).isTrue();
        assertThat(profile.l1dBytes()).isEqualTo(32768);
        assertThat(profile.trainingBudgetBytes()).isEqualTo(67108864);
        assertThat(profile.controlRateHz()).isEqualTo(1000.0);
        assertThat(profile.jvmOptions()).contains("-XX:CompilationMode=high-only", "-XX:+UseSerialGC");
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> Profiles.named("raspberry"))
                .isInstanceOf(ProfileException.class)
                .hasMessage("there is no device profile \"raspberry\"; known are " + String.join(", ", ids())
                        + ", or give the path of a .yaml file");
    }

    @Test
    void aMissingFileIsRefusedByName() {
        assertThatThrownBy(() -> Profiles.named("nowhere/mine.yaml"))
                .isInstanceOf(ProfileException.class)
                .hasMessage("there is no profile file " + Path.of("nowhere/mine.yaml"));
    }
}
