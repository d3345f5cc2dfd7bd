package dev.antipode.controller.cli;

import dev.antipode.controller.hil.LinkRequest;
import dev.antipode.controller.hil.TaskLink;
import dev.antipode.controller.hil.ardupilot.ArduPilotServer;
import dev.antipode.controller.hil.ardupilot.ChannelMap;
import dev.antipode.controller.hil.wire.PlantServer;
import dev.antipode.controller.hil.wire.PlantService;
import dev.antipode.controller.hil.wire.ServeBounds;
import dev.antipode.controller.hil.wire.ServedAddress;
import dev.antipode.controller.hil.wire.Transport;
import dev.antipode.controller.hil.wire.TransportFaults;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.sim.PlantModel;
import dev.antipode.sim.Registry;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code antipode hil serve}. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Serves the plant of a task on a link, with the task's noise, latency and limits: a rehearsal without hardware.",
            "The other side is './antipode run FILE --link ...' in another shell or on another machine."
        })
final class HilServeCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 100;
    private static final long MILLIS_BETWEEN_LINES = 5_000;

    private final Console console;

    @Spec
    private CommandSpec command;

    @Mixin
    private CommonOptions common;

    @Mixin
    private DeviceOptions device;

    @Parameters(
            index = "0",
            paramLabel = "TASK",
            description = "A task, by name or class, or a plant that one task alone is on.")
    private String name;

    @Option(
            names = "--link",
            paramLabel = "LINK",
            required = true,
            description =
                    "Where: udp:PORT for this machine alone, udp:0.0.0.0:PORT for others too, or serial:DEVICE:BAUD."
                            + " ardupilot:PORT serves a quadrotor to ArduPilot's simulator (SITL --model JSON). The"
                            + " plant waits for each command (lockstep); with ':free' after it, it runs in real time.")
    private String link;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "0",
            description = "End after so long; 0 for never. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(
            names = "--episodes",
            paramLabel = "N",
            defaultValue = "0",
            description = "End after so many ended episodes; 0 for never. Default: ${DEFAULT-VALUE}.")
    private long episodes;

    @Option(
            names = "--precision",
            defaultValue = "F32",
            description = "Of the simulation: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Precision precision;

    @Mixin
    private ParameterOptions parameters;

    @Mixin
    private NetworkFaultOptions faults;

    @Mixin
    private ArduPilotOptions arduPilot;

    HilServeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        ServeBounds bounds = new ServeBounds(seconds, episodes);
        TransportFaults spoiled = faults.faults();
        ServedAddress address = ServedAddress.of(link);
        if (!address.forArduPilot()) {
            IdleOptions.refuseWithout(command, "--link ardupilot:PORT", "--channels", "--pulses");
        }
        ClassLoader loader = UserJars.loader(common.classpath);
        Registry registry = Registry.load(loader);
        return address.forArduPilot()
                ? vehicle(registry, address, bounds, spoiled)
                : plant(registry, loader, address, bounds, spoiled);
    }

    private int plant(
            Registry registry, ClassLoader loader, ServedAddress address, ServeBounds bounds, TransportFaults spoiled)
            throws IOException {
        TaskModel named = task(registry);
        TaskModel task = parameters
                .distribution(registry, named)
                .map(named::withParameters)
                .orElse(named);
        try (TaskLink plant = plant(task, loader);
                PlantServer server = PlantServer.open(address, plant, bounds, spoiled, common.seed)) {
            String pace = String.format(
                    Locale.ROOT,
                    "%s, %.6g Hz, ",
                    address.lockstep() ? "lockstep" : "free-running",
                    1 / task.timing().periodSeconds());
            serve(task.name(), address, server, pace, Optional.of(plant));
        }
        return ExitCode.DONE;
    }

    private int vehicle(Registry registry, ServedAddress address, ServeBounds bounds, TransportFaults spoiled)
            throws IOException {
        if (episodes > 0) {
            throw new RequestException(
                    "a flight under ArduPilot has no episodes; give --seconds instead of --episodes");
        }
        if (parameters.any()) {
            throw new RequestException(
                    "a flight under ArduPilot is of the plant as it is; leave out --parameters and --parameter");
        }
        IdleOptions.refuseBecause(
                command,
                "a flight under ArduPilot is of one vehicle, in F64 and in a few kilobytes",
                "--precision",
                "--budget");
        PlantModel plant = registry.plant(name);
        ChannelMap channels = arduPilot.map(plant);
        try (Transport transport = address.open(spoiled, common.seed);
                ArduPilotServer server = new ArduPilotServer(
                        plant, channels, transport, bounds, Host.arithmetic(Host.profile(common, console)))) {
            serve(plant.name(), address, server, "at the rate of ArduPilot's frames, ", Optional.empty());
        }
        return ExitCode.DONE;
    }

    private void serve(
            String what, ServedAddress address, PlantService server, String pace, Optional<TaskLink> episodesOf) {
        Interruption interruption = Interruption.stopping(server::stop);
        try {
            console.say(
                    common,
                    "serving " + what + " on " + address.scheme() + ":" + server.place() + ", " + pace + "seed "
                            + common.seed);
            long nanos = serve(server);
            tell(new ServeOutput(what, link, address.lockstep(), server, episodesOf, nanos));
        } finally {
            interruption.close();
        }
    }

    private void tell(ServeOutput output) {
        if (common.json) {
            console.json(output.object());
        } else {
            console.out().print(output.text());
            console.out().flush();
        }
    }

    /** The task of that name, or the one on the plant of that name. */
    private TaskModel task(Registry registry) {
        if (registry.isTask(name) || !registry.plantNames().contains(name)) {
            return registry.task(name);
        }
        List<String> tasks = registry.tasksOn(name);
        if (tasks.size() != 1) {
            throw new RequestException("a plant alone does not say what its sensors see; "
                    + (tasks.isEmpty()
                            ? "there is no task on '" + name + "', so write one"
                            : "name one of the tasks on '" + name + "': " + String.join(", ", tasks)));
        }
        return registry.task(tasks.getFirst());
    }

    private TaskLink plant(TaskModel task, ClassLoader loader) {
        var profile = Host.profile(common, console);
        ExecutionSettings execution = device.settings(profile, Host.arithmetic(profile));
        LinkRequest request = new LinkRequest(
                "",
                task,
                task.plant().inputs(),
                task.observations(),
                task.timing().periodSeconds(),
                0,
                common.seed,
                precision,
                execution.arithmetic(),
                execution.kernels(),
                loader);
        return new TaskLink(task, request, EpisodeSet.TEST, 0, execution.budgetBytes());
    }

    /** Serves on a thread of its own, and tells how it goes; returns how long it took. */
    private long serve(PlantService server) {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = Thread.ofPlatform()
                .name("antipode-plant")
                .uncaughtExceptionHandler((_, e) -> failure.set(e))
                .unstarted(server::run);
        long start = System.nanoTime();
        long told = System.currentTimeMillis();
        boolean interrupted = false;
        thread.start();
        while (thread.isAlive()) {
            try {
                thread.join(LOOK_MILLIS);
            } catch (InterruptedException e) {
                // The plant is in use until the thread has ended.
                interrupted = true;
                server.stop();
            }
            if (System.currentTimeMillis() - told >= MILLIS_BETWEEN_LINES) {
                told = System.currentTimeMillis();
                console.say(common, progress(server));
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure.get() != null) {
            throw new IllegalStateException(
                    "the plant could not be served to the end: " + Failures.oneLine(failure.get()), failure.get());
        }
        return System.nanoTime() - start;
    }

    private static String progress(PlantService server) {
        return server.sessions() == 0
                ? "waiting for a controller"
                : "tick " + server.ticks() + ", frames: " + server.counters().text();
    }
}
