package dev.antipode.controller.hil.fmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkRequest;
import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.controller.hil.Links;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.Registry;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import dev.antipode.sim.plants.Pendulum;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FmuLinkTest {
    private static final ClassLoader LOADER = FmuLinkTest.class.getClassLoader();
    private static final TaskModel TASK = Registry.load(LOADER).task("pendulum");
    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(20);

    @TempDir
    static Path folder;

    private static Path two;
    private static Path three;
    private static Path forgetful;

    @BeforeAll
    static void build() throws IOException {
        two = TestFmu.build(folder, FmiVersion.FMI_2);
        three = TestFmu.build(folder, FmiVersion.FMI_3);
        forgetful = TestFmu.buildDescribed(
                folder, FmiVersion.FMI_3, TestFmu.text("pendulum3.xml").replace("canGetAndSetFMUState=\"true\"", ""));
    }

    private static LinkRequest request(String address, List<Signal> commands, List<Signal> measurements, long timeout) {
        return new LinkRequest(
                address,
                TASK,
                commands,
                measurements,
                TASK.timing().periodSeconds(),
                timeout,
                1,
                Precision.F32,
                Arithmetic.FUSED,
                KernelMode.SCALAR,
                LOADER);
    }

    private static Link open(String address) throws IOException {
        return Links.provider("fmu:", LOADER)
                .open(request(address, TASK.plant().inputs(), TASK.observations(), TIMEOUT));
    }

    private static Signal signal(String name, String unit) {
        return new Signal(name, unit, -10, 10, Double.POSITIVE_INFINITY, false, 0);
    }

    /** Episode after episode, as the horizon of the task has it, each from the same start. */
    private static void requirePendulum(String address) throws IOException {
        int horizon = TASK.timing().horizonSteps();
        try (Link link = open(address)) {
            assertThat(link.signature().clock()).isEqualTo(LinkSignature.Clock.LOCKSTEP);
            assertThat(link.signature().plant()).isEqualTo("Pendulum");
            Exchange exchange = new Exchange(link.signature());
            Pendulum plant = new Pendulum();
            Pendulum.Parameters parameters = new Pendulum.Parameters(10, 1, 1);
            for (int episode = 0; episode < 2; episode++) {
                Pendulum.State state = new Pendulum.State(0.5, 0);
                for (int step = 0; step < horizon; step++) {
                    assertThat(link.receive(exchange)).isEqualTo(LinkStatus.OK);
                    assertThat(exchange.measurementTick).isEqualTo((long) episode * horizon + step);
                    assertThat(exchange.episode).isEqualTo(episode);
                    assertThat(exchange.failed).isFalse();
                    assertThat(exchange.stageCost).isNaN();
                    assertThat(exchange.measurement[0]).isCloseTo(StrictMath.cos(state.theta()), within(1e-8));
                    assertThat(exchange.measurement[1]).isCloseTo(StrictMath.sin(state.theta()), within(1e-8));
                    assertThat(exchange.measurement[2]).isCloseTo(state.thetaDot(), within(1e-8));
                    assertThat(link.receive(exchange)).isEqualTo(LinkStatus.STALE);
                    assertThat(System.nanoTime() - exchange.receivedNanos).isNotNegative();
                    exchange.command[0] = StrictMath.sin(step);
                    assertThat(link.send(exchange)).isEqualTo(LinkStatus.OK);
                    state = plant.next(state, new Pendulum.Input(exchange.command[0]), parameters);
                }
            }
            assertThat(link.failure()).isEmpty();
        }
    }

    @Test
    void theLinkIsThePlantStepByStep() throws IOException {
        requirePendulum(two.toString());
        requirePendulum(three.toString());
    }

    @Test
    void anFmuWithoutSavedStatesIsResetInstead() throws IOException {
        requirePendulum(forgetful.toString());
    }

    @Test
    void aProcessOfItsOwnGivesTheSame() throws IOException {
        requirePendulum(three + ":isolated");
    }

    /** It works in the FMU's folder, from where relative paths of this process lead nowhere. */
    @Test
    void aProcessOfItsOwnFindsItsClasses() {
        Path absolute = Path.of("b.jar").toAbsolutePath();
        assertThat(FmuProcess.absolute("classes" + File.pathSeparator + absolute)
                        .split(File.pathSeparator))
                .containsExactly(Path.of("classes").toAbsolutePath().toString(), absolute.toString());
    }

    @Test
    void namesAndUnitsOfTheFmuAreConverted() throws IOException {
        List<Signal> commands = List.of(signal("u", "mN*m"));
        List<Signal> measurements = List.of(signal("w", "rad/s"), signal("wDegrees", "deg/s"), signal("count", "1"));
        LinkRequest request = request(
                two + ":u=torque:w=speed:wDegrees=thetaDot:count=steps:gravity=0", commands, measurements, TIMEOUT);
        try (Link link = Links.provider("fmu:", LOADER).open(request)) {
            Exchange exchange = new Exchange(link.signature());
            exchange.command[0] = 500;
            link.send(exchange);
            link.receive(exchange);
            // Half a newton metre on a rod of inertia 1/3 for 0.05 s.
            assertThat(exchange.measurement[0]).isCloseTo(0.075, within(1e-12));
            assertThat(exchange.measurement[1]).isCloseTo(StrictMath.toDegrees(0.075), within(1e-10));
            assertThat(exchange.measurement[2]).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                ":torque=torqe|no variable 'torqe' for the command; did you mean 'torque'?",
                ":torque=cosTheta|'cosTheta' of FMU 'Pendulum' takes no command; what does are its inputs [torque, brake]",
                ":torque=gravity|'gravity' of FMU 'Pendulum' takes no command",
                ":cosTheta=theta|measurement 'cosTheta' is in 1 for the controller, but variable 'theta' of FMU 'Pendulum' is in rad",
                ":thetaDott=speed|no signal 'thetaDott' to name otherwise; did you mean 'thetaDot'?",
                ":isolate|link option 'isolate' is unknown",
                ":mas=2|no variable 'mas' for the number 2.0; did you mean 'mass'?",
                ":cosTheta=2|'cosTheta' of FMU 'Pendulum' cannot be set; parameters are [gravity, mass, length",
                ":thetaDot=9|'thetaDot' of FMU 'Pendulum' cannot be 9.0; its range is [-8.0, 8.0]",
            })
    void whatDoesNotFitIsRefusedInOneSentence(String options, String sentence) {
        assertThatThrownBy(() -> open(two + options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void anAddressWithoutAnFmuIsRefused() {
        assertThatThrownBy(() -> open("plant.zip"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'fmu:plant.zip' names no FMU; give fmu:FILE.fmu");
        assertThat(FmuAddress.parse("C:\\a.fmu.d\\b.FMU:isolated:x=y").file()).isEqualTo(Path.of("C:\\a.fmu.d\\b.FMU"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":isolated"})
    void aStepThatFailsClosesTheLinkWithTheFmusOwnWords(String isolated) throws IOException {
        try (Link link = open(three + isolated + ":defect=1:defectStep=150")) {
            Exchange exchange = new Exchange(link.signature());
            for (int step = 0; step < 150; step++) {
                assertThat(link.exchange(exchange)).isEqualTo(LinkStatus.OK);
            }
            link.send(exchange);
            assertThat(link.receive(exchange)).isEqualTo(LinkStatus.CLOSED);
            assertThat(link.send(exchange)).isEqualTo(LinkStatus.CLOSED);
            assertThat(link.failure())
                    .isEqualTo("FMU 'Pendulum' could not take step 151 (ERROR): the solver did not converge");
        }
    }

    /** The test's FMU ends the process if it is called after it said that it must not be. */
    @Test
    void nothingIsCalledAfterAFatalError() throws IOException {
        for (Path file : List.of(two, three)) {
            try (Link link = open(file + ":defect=8:defectStep=100")) {
                Exchange exchange = new Exchange(link.signature());
                while (link.exchange(exchange) == LinkStatus.OK) {
                    assertThat(exchange.measurementTick).isLessThanOrEqualTo(100);
                }
                assertThat(link.failure()).contains("(FATAL): the licence server is gone");
            }
            // Among the steps that count for nothing.
            assertThatThrownBy(() -> open(file + ":defect=8:defectStep=50"))
                    .isInstanceOf(FmuException.class)
                    .hasMessageContaining("(FATAL): the licence server is gone");
        }
    }

    @Test
    void warningsDoNotStopALink() throws IOException {
        try (Link link = open(three + ":defect=7")) {
            Exchange exchange = new Exchange(link.signature());
            for (int step = 0; step < 10; step++) {
                assertThat(link.exchange(exchange)).isEqualTo(LinkStatus.OK);
            }
            assertThat(link.failure()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":isolated"})
    void anFmuThatDoesNotStartSaysWhy(String isolated) {
        assertThatThrownBy(() -> open(two + isolated + ":defect=5"))
                .isInstanceOf(FmuException.class)
                .hasMessageContaining("could not be initialised (ERROR): no consistent start was found");
    }

    /** Whatever it does for ever, its process does not outlive it. */
    @Test
    void anIsolatedFmuThatHangsAtItsStartIsSaidTo() throws IOException {
        FmuAddress address = FmuAddress.parse(two + ":isolated:defect=10");
        LinkRequest request = request(two + ":defect=10", TASK.plant().inputs(), TASK.observations(), TIMEOUT);
        FmuPlan plan = FmuPlan.of(Fmu.describe(two), address, request);
        LinkSignature signature = new LinkSignature(
                "hanging",
                request.commands(),
                request.measurements(),
                List.of(),
                request.periodSeconds(),
                LinkSignature.Clock.LOCKSTEP);
        List<ProcessHandle> before = ProcessHandle.current().children().toList();
        assertThatThrownBy(() -> new IsolatedFmuLink(two, plan, signature, TIMEOUT, TimeUnit.SECONDS.toNanos(3)))
                .isInstanceOf(FmuException.class)
                .hasMessageStartingWith("the FMU did not answer within 3 s of its start, and its process was ended: ")
                .hasMessageContaining("; try it in the tool that exported it");
        assertThat(ProcessHandle.current().children().filter(child -> !before.contains(child)))
                .isEmpty();
    }

    /** Steps that are discarded in FMI 2.0 and the end that an FMU of FMI 3.0 asks for. */
    @ParameterizedTest
    @ValueSource(ints = {3, 6})
    void anEpisodeThatTheFmuEndsIsLostAndTheNextOneBegins(int defect) throws IOException {
        for (Path file : List.of(two, three)) {
            try (Link link = open(file + ":defect=" + defect + ":defectStep=120")) {
                Exchange exchange = new Exchange(link.signature());
                for (int step = 0; step <= 120; step++) {
                    assertThat(link.receive(exchange)).isEqualTo(LinkStatus.OK);
                    assertThat(exchange.failed).isFalse();
                    link.send(exchange);
                }
                assertThat(link.receive(exchange)).isEqualTo(LinkStatus.OK);
                assertThat(exchange.failed).isTrue();
                assertThat(exchange.episode).isEqualTo(1);
                assertThat(exchange.measurement[0]).isCloseTo(StrictMath.cos(0.5), within(1e-15));
            }
        }
    }

    @Test
    void aCrashOfAnIsolatedFmuIsSurvivedAndNamed() throws IOException {
        try (Link link = open(three + ":isolated:defect=2:defectStep=110")) {
            Exchange exchange = new Exchange(link.signature());
            for (int step = 0; step < 110; step++) {
                assertThat(link.exchange(exchange)).isEqualTo(LinkStatus.OK);
            }
            assertThat(link.send(exchange)).isEqualTo(LinkStatus.OK);
            assertThat(link.receive(exchange)).isEqualTo(LinkStatus.CLOSED);
            assertThat(link.send(exchange)).isEqualTo(LinkStatus.CLOSED);
            assertThat(link.failure()).startsWith("the FMU's code crashed by SIGSEGV in pendulum.so");
        }
    }

    @Test
    void aStepThatNeverEndsIsMissingAndEndsWithTheLink() throws Exception {
        IsolatedFmuLink link;
        LinkRequest request = request(
                three + ":isolated:defect=4:defectStep=101",
                TASK.plant().inputs(),
                TASK.observations(),
                TimeUnit.MILLISECONDS.toNanos(200));
        link = (IsolatedFmuLink) Links.provider("fmu:", LOADER).open(request);
        long pid = link.pid();
        try (link) {
            Exchange exchange = new Exchange(link.signature());
            for (int step = 0; step < 101; step++) {
                link.send(exchange);
                LinkStatus status = link.receive(exchange);
                while (status == LinkStatus.MISSING) {
                    status = link.receive(exchange);
                }
                assertThat(status).isEqualTo(LinkStatus.OK);
            }
            link.send(exchange);
            assertThat(link.receive(exchange)).isEqualTo(LinkStatus.MISSING);
            // There is no time for it before the last one is answered.
            assertThat(link.send(exchange)).isEqualTo(LinkStatus.MISSING);
        }
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }
}
