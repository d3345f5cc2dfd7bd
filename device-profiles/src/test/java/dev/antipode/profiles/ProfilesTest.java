package dev.antipode.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProfilesTest {
    private static final Path FOLDER = Path.of("profiles");

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
    void aTileOfAShippedProfileFitsItsFirstLevelCache(String id) {
        DeviceProfile profile = Profiles.shipped(id);
        assertThat(profile.lanesPerTile()).isEqualTo(DeviceProfile.lanesFor(profile.l1dBytes()));
    }

    /** The launcher reads the option file, everything else the profile: they must say the same. */
    @ParameterizedTest
    @MethodSource("ids")
    void theOptionFileBesideAProfileHoldsItsOptions(String id) throws IOException {
        assertThat(FOLDER.resolve(id + ".jvmopts")).content().isEqualTo(JvmOptionFile.text(Profiles.shipped(id)));
    }

    /** The JVM itself judges the options: it refuses to start on one that it does not know. */
    @ParameterizedTest
    @MethodSource("ids")
    void aJvmStartsWithTheOptionFile(String id) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(java.toString(), "@" + FOLDER.resolve(id + ".jvmopts"), "-version")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).doesNotContainIgnoringCase("warning: option");
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
                .hasMessage("there is no device profile \"raspberry\"; known are generic-aarch64, generic-x86_64-avx2,"
                        + " or give the path of a .yaml file");
    }

    @Test
    void aMissingFileIsRefusedByName() {
        assertThatThrownBy(() -> Profiles.named("nowhere/mine.yaml"))
                .isInstanceOf(ProfileException.class)
                .hasMessage("there is no profile file " + Path.of("nowhere/mine.yaml"));
    }
}
