package dev.antipode.controller.hil.fmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antipode.controller.store.RefusedFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ModelDescriptionReaderTest {
    private static final Path FILE = Path.of("plant.fmu");

    private static ModelDescription read(String xml) throws IOException {
        return ModelDescriptionReader.read(FILE, new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    /** A description around some variables. */
    private static String three(String variables) {
        return "<fmiModelDescription fmiVersion='3.0' modelName='M' instantiationToken='t'>"
                + "<CoSimulation modelIdentifier='m'/><ModelVariables>" + variables
                + "</ModelVariables></fmiModelDescription>";
    }

    @ParameterizedTest
    @EnumSource(FmiVersion.class)
    void bothVersionsSayTheSameOfOnePlant(FmiVersion version) throws IOException {
        ModelDescription model = read(TestFmu.text(TestFmu.xml(version)));
        assertThat(model.version()).isEqualTo(version);
        assertThat(model.modelName()).isEqualTo("Pendulum");
        assertThat(model.modelIdentifier()).isEqualTo("pendulum");
        assertThat(model.token()).isEqualTo("{antipode-pendulum-1}");
        assertThat(model.capabilities()).isEqualTo(new Capabilities(true, true, true, false, false, Double.NaN));
        assertThat(model.stepSeconds()).isEqualTo(0.05);
        assertThat(model.tolerance()).isNaN();
        assertThat(model.logCategories()).containsExactly("logStatusError", "logEvents");
        FmuVariable torque = model.require("torque", "test");
        assertThat(torque.reference()).isEqualTo(5);
        assertThat(torque.causality()).isEqualTo(Causality.INPUT);
        assertThat(torque.variability()).isEqualTo(Variability.CONTINUOUS);
        assertThat(torque.type()).isEqualTo(VariableType.FLOAT64);
        assertThat(torque.unit()).isEqualTo("N.m");
        // Unit and range come from the declared type.
        FmuVariable speed = model.require("thetaDot", "test");
        assertThat(List.of(speed.unit(), speed.min(), speed.max())).containsExactly("rad/s", -8.0, 8.0);
        assertThat(speed.settableStart()).isTrue();
        assertThat(model.require("cosTheta", "test").settableStart()).isFalse();
        assertThat(model.require("gravity", "test").start()).isEqualTo(10);
        assertThat(model.require("steps", "test").type()).isEqualTo(VariableType.INT32);
        assertThat(model.require("brake", "test").variability()).isEqualTo(Variability.DISCRETE);
        int state = model.require("der(thetaDot)", "test").stateIndex(model).orElseThrow();
        assertThat(model.variables().get(state)).isEqualTo(speed);
        assertThat(model.units().get("deg/s").factor()).isEqualTo(Math.PI / 180);
        assertThat(model.units().get("N.m").exponents()).containsExactly(1, 2, -2, 0, 0, 0, 0, 0);
    }

    @Test
    void aliasesAndArraysOfVersion3() throws IOException {
        ModelDescription model = read(TestFmu.text("pendulum3.xml"));
        assertThat(model.require("angle", "test").reference()).isEqualTo(1);
        ModelDescription array = read(
                three("<Float64 name='a' valueReference='4294967295' start='1 2'><Dimension start='2'/></Float64>"));
        assertThat(array.variables().getFirst().array()).isTrue();
        assertThat(array.variables().getFirst().reference()).isEqualTo(-1);
    }

    @Test
    void aNameThatIsNotThereIsRefusedWithTheNearest() throws IOException {
        ModelDescription model = read(TestFmu.text("pendulum2.xml"));
        assertThatThrownBy(() -> model.require("thetadot", "measurement"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no variable 'thetadot' for the measurement")
                .hasMessageContaining("did you mean 'thetaDot'?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "<a/>|begins with <a>",
                "<fmiModelDescription modelName='M'/>|without fmiVersion",
                "<fmiModelDescription fmiVersion='1.0' modelName='M'/>|is of FMI 1.0; what is read is FMI 2.0 and 3.0",
                "<fmiModelDescription fmiVersion='2.0' modelName='M' guid='g'/>|no element <CoSimulation>",
                "<fmiModelDescription fmiVersion='2.0' modelName='M' guid='g'><ModelExchange modelIdentifier='m'/></fmiModelDescription>|model exchange alone",
                "<fmiModelDescription fmiVersion='2.0' modelName='M' guid='g'><CoSimulation modelIdentifier='../m'/></fmiModelDescription>|'../m', which is no name of C",
                "<fmiModelDescription fmiVersion='2.0' modelName='M' guid='g'><CoSimulation modelIdentifier='m'/><ModelVariables><ScalarVariable name='x' valueReference='-1'/></ModelVariables></fmiModelDescription>|'x' with valueReference '-1'",
                "<fmiModelDescription fmiVersion='2.0' modelName='M' guid='g'><CoSimulation modelIdentifier='m'/><ModelVariables><ScalarVariable name='x' valueReference='1'/></ModelVariables></fmiModelDescription>|'x' without a type",
                "<fmiModelDescription fmiVersion='2.0' modelName='M' guid='g'><CoSimulation modelIdentifier='m'/><ModelVariables><ScalarVariable name='x' valueReference='1'><Real start='one'/></ScalarVariable></ModelVariables></fmiModelDescription>|start 'one', which is no number",
                "<fmiModelDescription fmiVersion='2.0' modelName='M' guid='g'><UnitDefinitions><Unit name='x'><BaseUnit factor='0'/></Unit></UnitDefinitions></fmiModelDescription>|unit 'x' with the factor 0.0",
                "<fmiModelDescription fmiVersion='2.0' modelName='M' guid='g'><UnitDefinitions><Unit name='x'><BaseUnit factor='NaN'/></Unit></UnitDefinitions></fmiModelDescription>|unit 'x' with the factor NaN",
                "<fmiModelDescription fmiVersion='2.0' modelName='M' guid='g'><UnitDefinitions><Unit name='x'><BaseUnit offset='INF'/></Unit></UnitDefinitions></fmiModelDescription>|the offset Infinity",
                "<fmiModelDescription fmiVersion='2.0' modelName='M' guid='g'><CoSimulation|is no XML that is read: line 1",
                "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><fmiModelDescription fmiVersion='&e;'/>|DOCTYPE",
                "<!DOCTYPE a [<!ENTITY e 'ha'><!ENTITY f '&e;&e;'>]><fmiModelDescription fmiVersion='&f;'/>|DOCTYPE",
                "<?xml version='1.0' encoding='klingon'?><a/>|klingon",
            })
    void whatIsWrongIsSaidInOneSentence(String xml, String sentence) {
        assertThatThrownBy(() -> read(xml))
                .isInstanceOf(RefusedFileException.class)
                .hasMessageStartingWith("plant.fmu is refused: its modelDescription.xml ")
                .hasMessageContaining(sentence);
    }

    @Test
    void depthLengthAndNumberAreBounded() {
        assertThatThrownBy(() -> read("<fmiModelDescription fmiVersion='3.0' modelName='M' instantiationToken='t'>"
                        + "<a>".repeat(40)))
                .isInstanceOf(RefusedFileException.class)
                .hasMessageContaining("32 deep");
        assertThatThrownBy(() -> read(three("<Float64 name='x' valueReference='1'/>".repeat(200_001))))
                .isInstanceOf(RefusedFileException.class)
                .hasMessageContaining("200000 variables");
        java.io.InputStream endless = new java.io.InputStream() {
            private boolean begun;

            @Override
            public int read() {
                boolean first = !begun;
                begun = true;
                return first ? '<' : 'a';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                java.util.Arrays.fill(buffer, offset, offset + length, (byte) ' ');
                if (!begun) {
                    buffer[offset] = '<';
                    buffer[offset + 1] = 'a';
                    begun = true;
                }
                return length;
            }
        };
        assertThatThrownBy(() -> ModelDescriptionReader.read(FILE, endless))
                .isInstanceOf(RefusedFileException.class)
                .hasMessageContaining("longer than");
    }

    /** Damaged descriptions are read or refused, and nothing else. */
    @Test
    void noDamageDoesMoreThanARefusal() throws IOException {
        SplittableRandom random = new SplittableRandom(6);
        for (FmiVersion version : FmiVersion.values()) {
            byte[] good = TestFmu.text(TestFmu.xml(version)).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 600; i++) {
                byte[] bad = good.clone();
                int edits = random.nextInt(1, 6);
                for (int e = 0; e < edits; e++) {
                    int at = random.nextInt(bad.length);
                    switch (random.nextInt(3)) {
                        case 0 -> bad[at] = (byte) random.nextInt(256);
                        case 1 -> bad = java.util.Arrays.copyOf(bad, at + 1);
                        default -> {
                            int from = random.nextInt(bad.length);
                            int length = Math.min(random.nextInt(40), bad.length - Math.max(at, from));
                            System.arraycopy(bad.clone(), from, bad, at, length);
                        }
                    }
                }
                byte[] damaged = bad;
                Assertions.assertTimeout(Duration.ofSeconds(20), () -> {
                    try {
                        ModelDescriptionReader.read(FILE, new ByteArrayInputStream(damaged));
                    } catch (RefusedFileException e) {
                        assertThat(e.getMessage()).startsWith("plant.fmu is refused");
                    }
                });
            }
        }
    }
}
