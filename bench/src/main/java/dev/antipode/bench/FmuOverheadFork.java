package dev.antipode.bench;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkRequest;
import dev.antipode.controller.hil.Links;
import dev.antipode.controller.hil.fmi.Fmu;
import dev.antipode.controller.hil.fmi.FmuInstance;
import dev.antipode.controller.hil.fmi.FmuValues;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.Registry;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The JVM that measures: prints nanoseconds a step in C, by an instance and by a link. Started by {@link FmuOverhead}. */
final class FmuOverheadFork {
    private static final List<String> COMPILER = List.of("gcc", "-O2");
    private static final double PERIOD = 0.01;
    private static final int CHECKED_STEPS = 500;
    private static final String DESCRIPTION = """
            <fmiModelDescription fmiVersion="3.0" modelName="Mass" instantiationToken="1">
              <CoSimulation modelIdentifier="mass"/>
              <ModelVariables>
                <Float64 name="position" valueReference="0" causality="output"/>
                <Float64 name="speed" valueReference="1" causality="output"/>
                <Float64 name="force" valueReference="2" causality="input" start="0"/>
              </ModelVariables>
            </fmiModelDescription>
            """;

    private FmuOverheadFork() {}

    /** @param arguments the number of rounds */
    public static void main(String[] arguments) throws Throwable {
        Path folder = Files.createTempDirectory("antipode-fmu-bench");
        try {
            double[] nanos = measure(Integer.parseInt(arguments[0]), fmu(folder));
            System.out.println(nanos[0] + " " + nanos[1] + " " + nanos[2]);
        } finally {
            Files.deleteIfExists(folder.resolve("mass.fmu"));
            Files.delete(folder);
        }
    }

    static Path fmu(Path folder) throws IOException {
        Path file = folder.resolve("mass.fmu");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            out.putNextEntry(new ZipEntry("modelDescription.xml"));
            out.write(DESCRIPTION.getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new ZipEntry("binaries/x86_64-linux/mass.so"));
            out.write(CLibrary.binary(COMPILER, List.of("fmu.c")));
        }
        return file;
    }

    /** In C, by an instance, by a link. */
    static double[] measure(int rounds, Path file) throws Throwable {
        try (CLibrary c = CLibrary.compile(COMPILER, List.of("fmu.c"));
                Fmu fmu = Fmu.open(file);
                Link link = link(file)) {
            MethodHandle repeat = c.handle(
                    "fmuRepeat",
                    FunctionDescriptor.of(ValueLayout.JAVA_DOUBLE, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
            MemorySegment mass = (MemorySegment) c.handle("fmuNew", FunctionDescriptor.of(ValueLayout.ADDRESS))
                    .invokeExact();
            FmuInstance instance = fmu.instantiate("bench");
            FmuValues force = instance.values(fmu.description().variables().subList(2, 3));
            FmuValues state = instance.values(fmu.description().variables().subList(0, 2));
            instance.enterInitialization(0);
            instance.exitInitialization();
            Exchange exchange = new Exchange(link.signature());
            double inC = (double) repeat.invokeExact(mass, CHECKED_STEPS);
            double byInstance = steps(instance, force, state, CHECKED_STEPS);
            double byLink = steps(link, exchange, CHECKED_STEPS);
            if (inC != byInstance || inC != byLink || inC == 0) {
                throw new IllegalStateException("the position is " + inC + " in C, " + byInstance
                        + " by the instance and " + byLink + " by the link; nothing is timed");
            }
            Rounds measured = Rounds.measure(
                    rounds,
                    List.of(
                            new Rounds.Work(1, count -> steps(repeat, mass, count)),
                            new Rounds.Work(1, count -> steps(instance, force, state, count)),
                            new Rounds.Work(1, count -> steps(link, exchange, count))));
            return new double[] {measured.median(0), measured.median(1), measured.median(2)};
        }
    }

    static double[] parse(String line) {
        return Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    private static Link link(Path file) throws IOException {
        ClassLoader loader = FmuOverheadFork.class.getClassLoader();
        TaskModel task = Registry.load(loader).task("pendulum");
        LinkRequest request = new LinkRequest(
                file.toString(),
                task,
                List.of(signal("force", "N")),
                List.of(signal("position", "m"), signal("speed", "m/s")),
                // The task's horizon is a thousand of these: a new episode now and then is in the time.
                PERIOD,
                0,
                1,
                Precision.F32,
                Arithmetic.FUSED,
                KernelMode.SCALAR,
                loader);
        return Links.provider("fmu:", loader).open(request);
    }

    private static Signal signal(String name, String unit) {
        return new Signal(name, unit, -10, 10, Double.POSITIVE_INFINITY, false, 0);
    }

    private static double steps(MethodHandle repeat, MemorySegment mass, int count) {
        try {
            return (double) repeat.invokeExact(mass, count);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static double steps(FmuInstance instance, FmuValues force, FmuValues state, int count) {
        double position = 0;
        for (int i = 0; i < count; i++) {
            force.put(0, 1 - position);
            instance.set(force);
            instance.step(i * PERIOD, PERIOD);
            instance.get(state);
            position = state.value(0);
        }
        return position;
    }

    private static double steps(Link link, Exchange exchange, int count) {
        double position = 0;
        for (int i = 0; i < count; i++) {
            exchange.command[0] = 1 - position;
            link.exchange(exchange);
            position = exchange.measurement[0];
        }
        return position;
    }
}
