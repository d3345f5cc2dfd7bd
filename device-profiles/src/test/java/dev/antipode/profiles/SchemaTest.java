package dev.antipode.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published schema, judged by a schema validator, against the strict reader. */
class SchemaTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Schema SCHEMA =
            SchemaRegistry.withDialect(Dialects.getDraft202012()).getSchema(JSON.readTree(Profiles.schema()));

    private static final List<String> LIMITS = List.of("minimum", "maximum", "pattern", "minItems", "uniqueItems");

    @TempDir
    Path folder;

    static List<String> ids() {
        return Profiles.ids();
    }

    @ParameterizedTest
    @MethodSource("ids")
    void aShippedProfileValidates(String id) throws IOException {
        assertThat(errors(Files.readString(Path.of("profiles", id + ".yaml")))).isEmpty();
    }

    @Test
    void theDetectedProfileValidates() {
        assertThat(errors(ProfileWriter.yaml(HostDetection.detect()))).isEmpty();
    }

    /** Each spoils one thing in the profile of the RK3588. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            schema: 1             | schema: 2
            id: rk3588            | id: RK 3588
            vendor: Rockchip      | maker: Rockchip
            vendor: Rockchip      | vendor: 12
            vendor: Rockchip      | vendor: ''
            class: board          | class: toaster
            architecture: aarch64 | architecture: x86_64
            architecture: aarch64 | architecture: mips
            vectors: neon         | vectors: avx2
            vectorBits: 128       | vectorBits: 256
            vectorBits: 128       | vectorBits: 100
            vectorBits: 128       | vectorBits: '128'
            fma: true             | fma: false
            fma: true             | fma: yes
            cpus: 4               | cpus: 0
            cpus: 4               | cpus: 4.5
            cpus: 4               | cores: 4
            clock: 1.8 GHz        | clock: 1.8 GiB
            clock: 1.8 GHz        | clock: 1.8
            l1d: 32 KiB           | l1d: 32
            l1d: 32 KiB           | l1d: 32 KB
            l1d: 32 KiB           | l1d: 32KiB
            l2: 128 KiB           | l3: 128 KiB
            l3: 3 MiB             | l3: big
            preemption: full      | preemption: much
            ram: 4 GiB            | ram: 4 GHz
            threads: 3            | threads: 0
            [4, 5, 6]             | [4, 5, 5]
            [4, 5, 6]             | 4
            rate: 1 kHz           | rate: 0 Hz
            rate: 1 kHz           | rate: 1 ms
            deadline: 500 us      | deadline: 500
            policy: fifo          | policy: other
            priority: 80          | priority: 0
            priority: 80          | priority: 100
            cpu: 7                | cpu: -2
            jvmOptions: []        | jvmOptions: [Xmx1m]
            jvmOptions: []        | jvmOptions: none
            verified: datasheet   | verified: hearsay
            [cpu.soc              | [bus.soc
            """)
    void whatTheSchemaRefusesTheReaderRefuses(String good, String bad) throws IOException {
        String text = spoiled(good, bad);
        assertThat(errors(text)).as("the schema").isNotEmpty();
        assertThatThrownBy(() -> read(text)).isInstanceOf(ProfileException.class);
    }

    /** A schema knows no sums and compares no quantities. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            budget: 512 MiB  | budget: 5 GiB    | :35: training.budget is 5 GiB, more than the memory of 4 GiB less the Java heap of 256 MiB
            budget: 512 MiB  | budget: 3.9 GiB  | :35: training.budget must come to a whole number of bytes but is "3.9 GiB"
            threads: 3       | threads: 4       | :36: training.threads is 4, but cpus names only 3 CPUs to run on
            [4, 5, 6]        | [4, 5, 8]        | :37: training.cpus names CPU 8, but there are 0 to 7
            cpu: 7           | cpu: 8           | :44: control.cpu is 8, but there are 0 to 7
            deadline: 500 us | deadline: 2 ms   | :40: control.deadline is 2 ms but must be above 0 and at most the period of 1 ms
            jitter: 200 us   | jitter: 1 s      | :41: control.jitter is 1 s but must be above 0 and at most the period of 1 ms
            l3: 3 MiB        | l3: 256 KiB      | :27: cpu.l3 is 256 KiB, less than the second-level cache of 512 KiB
            clock: 1.8 GHz   | clock: 1.8 kHz   | :17: cpu.clusters item 1.clock is 1.8 kHz but must be 1 MHz to 100 GHz
            jvmOptions: []   | jvmOptions: [-version] | :46: jvmOptions holds "-version"
            l2: 128 KiB      | l2: 16 KiB       | :20: cpu.clusters item 1.l2 is 16 KiB, less than the first-level cache of 32 KiB
            page: 4 KiB      | page: 5 KiB      | :33: system.page is 5 KiB but must be a power of two
            [training,       | [                | :48: sources does not say where training.budget comes from
            [training,       | [cpu, training,  | :62: sources item 5.facts names cpu.soc, which has a source already
            [cpu.soc         | [cpu.speed       | :50: sources item 1.facts names "cpu.speed", but no such fact
            """)
    void whatTheSchemaCannotKnowTheReaderRefusesWithItsLine(String good, String bad, String message)
            throws IOException {
        String text = spoiled(good, bad);
        assertThat(errors(text)).as("the schema").isEmpty();
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ProfileException.class)
                .hasMessageStartingWith(folder.resolve("rk3588.yaml") + message);
    }

    /** Strict validators, such as Ajv, compile no schema that limits a value without saying its type. */
    @Test
    void whateverIsLimitedHasAType() {
        List<String> untyped = new ArrayList<>();
        collectUntyped(JSON.readTree(Profiles.schema()), "", untyped);
        assertThat(untyped).isEmpty();
    }

    private static void collectUntyped(JsonNode node, String path, List<String> untyped) {
        boolean limited = LIMITS.stream()
                .anyMatch(limit ->
                        node.path(limit).isValueNode() && !node.path(limit).isMissingNode());
        if (limited && !node.has("type")) {
            untyped.add(path);
        }
        for (String name : node.propertyNames()) {
            collectUntyped(node.get(name), path + "/" + name, untyped);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collectUntyped(node.get(i), path + "/" + i, untyped);
        }
    }

    private static String spoiled(String good, String bad) throws IOException {
        String text = Files.readString(Path.of("profiles/rk3588.yaml"));
        assertThat(text).contains(good);
        int at = text.indexOf(good);
        return text.substring(0, at) + bad + text.substring(at + good.length());
    }

    private DeviceProfile read(String text) throws IOException {
        return Profiles.read(Files.writeString(folder.resolve("rk3588.yaml"), text));
    }

    private static List<Error> errors(String yaml) {
        Object plain = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        assertThat(plain).isInstanceOf(Map.class);
        JsonNode node = JSON.valueToTree(plain);
        return SCHEMA.validate(node);
    }
}
