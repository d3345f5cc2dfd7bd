package dev.antipode.controller.hil.fmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.sim.plants.Pendulum;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes over the C interfaces is what the same pendulum in Java does. */
class FmuInstanceTest {
    private static final double PERIOD = 0.05;

    @TempDir
    static Path folder;

    private static Path two;
    private static Path three;

    @BeforeAll
    static void build() throws IOException {
        two = TestFmu.build(folder, FmiVersion.FMI_2);
        three = TestFmu.build(folder, FmiVersion.FMI_3);
    }

    private static Path file(FmiVersion version) {
        return version == FmiVersion.FMI_2 ? two : three;
    }

    private static List<FmuVariable> variables(Fmu fmu, String... names) {
        return Stream.of(names).map(n -> fmu.description().require(n, "test")).toList();
    }

    private static FmuInstance started(Fmu fmu) throws FmuException {
        FmuInstance instance = fmu.instantiate("one");
        assertThat(instance.enterInitialization(0)).isEqualTo(FmuStatus.OK);
        assertThat(instance.exitInitialization()).isEqualTo(FmuStatus.OK);
        return instance;
    }

    @ParameterizedTest
    @EnumSource(FmiVersion.class)
    void stepsAreThoseOfTheSamePlantInJava(FmiVersion version) throws IOException {
        try (Fmu fmu = Fmu.open(file(version))) {
            FmuInstance instance = started(fmu);
            FmuValues input = instance.values(variables(fmu, "torque"));
            FmuValues output = instance.values(variables(fmu, "steps", "theta", "thetaDot", "cosTheta"));
            Pendulum plant = new Pendulum();
            Pendulum.State state = new Pendulum.State(0.5, 0);
            Pendulum.Parameters parameters = new Pendulum.Parameters(10, 1, 1);
            for (int k = 0; k < 200; k++) {
                double torque = 2 * StrictMath.sin(0.7 * k);
                input.put(0, torque);
                assertThat(instance.set(input)).isEqualTo(FmuStatus.OK);
                assertThat(instance.step(k * PERIOD, PERIOD)).isEqualTo(FmuStatus.OK);
                assertThat(instance.get(output)).isEqualTo(FmuStatus.OK);
                state = plant.next(state, new Pendulum.Input(torque), parameters);
                assertThat(output.value(0)).isEqualTo(k + 1);
                // C's sine may differ from Java's in the last bit, which the pendulum magnifies.
                assertThat(output.value(1)).isCloseTo(state.theta(), within(1e-9));
                assertThat(output.value(2)).isCloseTo(state.thetaDot(), within(1e-9));
                assertThat(output.value(3)).isCloseTo(StrictMath.cos(state.theta()), within(1e-9));
                assertThat(instance.ended()).isFalse();
            }
            assertThat(instance.terminate()).isEqualTo(FmuStatus.OK);
        }
    }

    @ParameterizedTest
    @EnumSource(FmiVersion.class)
    void aStateThatIsPutBackGivesTheSameBitsAgain(FmiVersion version) throws IOException {
        try (Fmu fmu = Fmu.open(file(version))) {
            FmuInstance instance = started(fmu);
            FmuValues output = instance.values(variables(fmu, "theta"));
            FmuState saved = instance.state();
            assertThat(instance.step(0, PERIOD)).isEqualTo(FmuStatus.OK);
            assertThat(instance.saveState(saved)).isEqualTo(FmuStatus.OK);
            double[] first = new double[20];
            for (int round = 0; round < 3; round++) {
                for (int k = 0; k < first.length; k++) {
                    assertThat(instance.step((k + 1) * PERIOD, PERIOD)).isEqualTo(FmuStatus.OK);
                    instance.get(output);
                    if (round == 0) {
                        first[k] = output.value(0);
                    } else {
                        assertThat(output.value(0)).isEqualTo(first[k]);
                    }
                }
                assertThat(instance.restoreState(saved)).isEqualTo(FmuStatus.OK);
            }
            assertThat(instance.freeState(saved)).isEqualTo(FmuStatus.OK);
            assertThat(saved.address()).isZero();
            // And from before the start.
            assertThat(instance.reset()).isEqualTo(FmuStatus.OK);
            assertThat(instance.enterInitialization(0)).isEqualTo(FmuStatus.OK);
            assertThat(instance.exitInitialization()).isEqualTo(FmuStatus.OK);
            instance.get(output);
            assertThat(output.value(0)).isEqualTo(0.5);
        }
    }

    @ParameterizedTest
    @EnumSource(FmiVersion.class)
    void parametersAndOtherTypesArrive(FmiVersion version) throws IOException {
        try (Fmu fmu = Fmu.open(file(version))) {
            FmuInstance instance = fmu.instantiate("one");
            FmuValues parameters = instance.values(variables(fmu, "gravity", "thetaDot"));
            parameters.put(0, 0);
            parameters.put(1, 1);
            assertThat(instance.set(parameters)).isEqualTo(FmuStatus.OK);
            instance.enterInitialization(0);
            instance.exitInitialization();
            FmuValues output = instance.values(variables(fmu, "thetaDot", "speed", "brake"));
            instance.step(0, PERIOD);
            instance.get(output);
            assertThat(output.value(0)).isEqualTo(1);
            assertThat(output.value(1)).isCloseTo(180 / Math.PI, within(1e-12));
            assertThat(output.value(2)).isZero();
            FmuValues brake = instance.values(variables(fmu, "brake"));
            brake.put(0, 1);
            instance.set(brake);
            instance.step(PERIOD, PERIOD);
            instance.get(output);
            assertThat(output.value(0)).isZero();
            assertThat(output.value(2)).isEqualTo(1);
        }
    }

    @Test
    void floatsOfVersion3Arrive() throws IOException {
        try (Fmu fmu = Fmu.open(three)) {
            FmuInstance instance = started(fmu);
            FmuValues torque = instance.values(variables(fmu, "torque"));
            FmuValues applied = instance.values(variables(fmu, "applied"));
            torque.put(0, 0.1);
            instance.set(torque);
            instance.step(0, PERIOD);
            instance.get(applied);
            assertThat(applied.value(0)).isEqualTo((double) 0.1f);
        }
    }

    @ParameterizedTest
    @EnumSource(FmiVersion.class)
    void directionalDerivativesAreTheAnalyticOnes(FmiVersion version) throws IOException {
        try (Fmu fmu = Fmu.open(file(version))) {
            FmuInstance instance = started(fmu);
            FmuDirection direction = instance.direction(
                    variables(fmu, "der(theta)", "der(thetaDot)"), variables(fmu, "theta", "torque"));
            direction.seed(0, 2);
            direction.seed(1, -1);
            assertThat(instance.differentiate(direction)).isEqualTo(FmuStatus.OK);
            assertThat(direction.sensitivity(0)).isZero();
            assertThat(direction.sensitivity(1)).isCloseTo(2 * 15 * StrictMath.cos(0.5) - 3, within(1e-12));
        }
    }

    @ParameterizedTest
    @EnumSource(FmiVersion.class)
    void whatGoesWrongIsToldInTheFmusOwnWords(FmiVersion version) throws IOException {
        try (Fmu fmu = Fmu.open(file(version))) {
            FmuInstance instance = started(fmu);
            FmuStatus status = instance.step(1, PERIOD);
            assertThat(status).isEqualTo(FmuStatus.ERROR);
            assertThatThrownBy(() -> instance.require(status, "take a step"))
                    .isInstanceOf(FmuException.class)
                    .hasMessageStartingWith("FMU 'Pendulum' could not take a step (ERROR): "
                            + "the step does not begin where the last one ended");
            if (version == FmiVersion.FMI_2 && !Printf.here().arguments().isEmpty()) {
                assertThat(instance.message()).endsWith("(step 0, theta 0.500, said by C)");
            }
        }
        String other = TestFmu.text(TestFmu.xml(version))
                .replace("{antipode-pendulum-1}", "{another}")
                .replace("canHandleVariable", "needsExecutionTool=\"true\" canHandleVariable");
        Path wrong = TestFmu.buildDescribed(folder, version, other);
        try (Fmu fmu = Fmu.open(wrong)) {
            assertThatThrownBy(() -> fmu.instantiate("one"))
                    .isInstanceOf(FmuException.class)
                    .hasMessageContaining("made no instance")
                    .hasMessageContaining("is of another library")
                    .hasMessageEndingWith("; it needs the tool that made it, gcc, installed on this machine");
        }
    }

    /** The test's FMU ends the process if anything of it is called after it said that nothing must be. */
    @ParameterizedTest
    @EnumSource(FmiVersion.class)
    void nothingIsCalledAfterAFatalError(FmiVersion version) throws IOException {
        try (Fmu fmu = Fmu.open(file(version))) {
            FmuInstance instance = started(fmu);
            FmuState state = instance.state();
            assertThat(instance.saveState(state)).isEqualTo(FmuStatus.OK);
            FmuDirection direction = instance.direction(variables(fmu, "der(theta)"), variables(fmu, "theta"));
            FmuValues defect = instance.values(variables(fmu, "defect"));
            defect.put(0, 9);
            assertThat(instance.set(defect)).isEqualTo(FmuStatus.OK);
            // Two types, and so two calls, of which the first is the last.
            FmuValues values = instance.values(variables(fmu, "theta", "steps"));
            assertThat(instance.get(values)).isEqualTo(FmuStatus.FATAL);
            assertThat(instance.get(values)).isEqualTo(FmuStatus.FATAL);
            assertThat(instance.set(values)).isEqualTo(FmuStatus.FATAL);
            assertThat(instance.step(0, PERIOD)).isEqualTo(FmuStatus.FATAL);
            assertThat(instance.differentiate(direction)).isEqualTo(FmuStatus.FATAL);
            assertThat(instance.saveState(state)).isEqualTo(FmuStatus.FATAL);
            assertThat(instance.restoreState(state)).isEqualTo(FmuStatus.FATAL);
            assertThat(instance.freeState(state)).isEqualTo(FmuStatus.FATAL);
            assertThat(instance.reset()).isEqualTo(FmuStatus.FATAL);
            assertThat(instance.enterInitialization(0)).isEqualTo(FmuStatus.FATAL);
            assertThat(instance.exitInitialization()).isEqualTo(FmuStatus.FATAL);
            assertThat(instance.terminate()).isEqualTo(FmuStatus.FATAL);
            assertThat(instance.message()).startsWith("the licence server is gone");
        }
    }

    @ParameterizedTest
    @EnumSource(FmiVersion.class)
    void missingFunctionsAreNamed(FmiVersion version) throws IOException {
        String prefix = version == FmiVersion.FMI_2 ? "fmi2" : "fmi3";
        try (Fmu fmu = Fmu.open(TestFmu.build(folder, version, "WITHOUT_STEP"))) {
            assertThatThrownBy(() -> fmu.instantiate("one"))
                    .isInstanceOf(FmuException.class)
                    .hasMessageContaining("has no function " + prefix + "DoStep");
        }
        try (Fmu fmu = Fmu.open(TestFmu.build(folder, version, "WITHOUT_DERIVATIVES"))) {
            FmuInstance instance = started(fmu);
            assertThatThrownBy(() -> instance.direction(variables(fmu, "der(theta)"), variables(fmu, "theta")))
                    .isInstanceOf(FmuException.class)
                    .hasMessageContaining("has no function " + prefix + "GetDirectionalDerivative");
        }
    }
}
