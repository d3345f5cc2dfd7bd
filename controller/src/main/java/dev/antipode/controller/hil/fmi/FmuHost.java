package dev.antipode.controller.hil.fmi;

import dev.antipode.controller.hil.fmi.FmuPlan.Wire;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The process that an isolated FMU runs in. It is told what to do on standard input, answers through a {@link Mailbox}, and ends when
 * standard input does: with the process that started it.
 */
final class FmuHost {
    private static final int ENDED = 0;

    private FmuHost() {}

    /**
     * Writes what the process needs to know.
     *
     * @param folder where the FMU is unpacked
     * @param library its library
     * @param mailbox the shared file
     */
    static void tell(DataOutputStream out, Path folder, Path library, Path mailbox, FmuPlan plan) throws IOException {
        out.writeUTF(folder.toString());
        out.writeUTF(library.toString());
        out.writeUTF(mailbox.toString());
        wires(out, plan.commands());
        wires(out, plan.measurements());
        out.writeInt(plan.starts().size());
        for (Map.Entry<String, Double> start : plan.starts().entrySet()) {
            out.writeUTF(start.getKey());
            out.writeDouble(start.getValue());
        }
        out.writeDouble(plan.startTime());
        out.writeDouble(plan.periodSeconds());
        out.writeInt(plan.horizonSteps());
        out.flush();
    }

    private static void wires(DataOutputStream out, List<Wire> wires) throws IOException {
        out.writeInt(wires.size());
        for (Wire wire : wires) {
            out.writeUTF(wire.variable());
            out.writeDouble(wire.scale());
            out.writeDouble(wire.shift());
        }
    }

    private static List<Wire> wires(DataInputStream in) throws IOException {
        List<Wire> wires = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            wires.add(new Wire(in.readUTF(), in.readDouble(), in.readDouble()));
        }
        return wires;
    }

    private static FmuPlan plan(DataInputStream in) throws IOException {
        List<Wire> commands = wires(in);
        List<Wire> measurements = wires(in);
        Map<String, Double> starts = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            starts.put(in.readUTF(), in.readDouble());
        }
        return new FmuPlan(commands, measurements, starts, in.readDouble(), in.readDouble(), in.readInt());
    }

    /**
     * Runs until standard input ends.
     *
     * @param arguments none
     * @throws IOException if what it is told is cut short
     */
    public static void main(String[] arguments) throws IOException {
        DataInputStream in = new DataInputStream(System.in);
        Path folder = Path.of(in.readUTF());
        Path library = Path.of(in.readUTF());
        Path shared = Path.of(in.readUTF());
        FmuPlan plan = plan(in);
        Thread.ofPlatform().daemon().name("antipode-parent").start(() -> endWithParent(in, folder));
        try (Mailbox mailbox =
                new Mailbox(shared, plan.commands().size(), plan.measurements().size())) {
            serve(mailbox, folder, library, plan);
        }
    }

    private static void serve(Mailbox mailbox, Path folder, Path library, FmuPlan plan) throws IOException {
        try (var description = Files.newInputStream(folder.resolve(ModelDescriptionReader.NAME));
                Fmu fmu = Fmu.load(ModelDescriptionReader.read(folder, description), library, folder)) {
            FmuEpisodes episodes = new FmuEpisodes(fmu.instantiate("antipode"), plan);
            answer(mailbox, episodes, plan);
        } catch (FmuException e) {
            mailbox.refuse(1, e.getMessage());
        }
    }

    private static void answer(Mailbox mailbox, FmuEpisodes episodes, FmuPlan plan) {
        double[] command = new double[plan.commands().size()];
        double[] measurement = new double[plan.measurements().size()];
        FmuStatus status = FmuStatus.OK;
        episodes.read(measurement);
        mailbox.answer(1, status, episodes, measurement);
        for (long number = 2; status.done(); number++) {
            long since = System.nanoTime();
            while (!mailbox.asked(number)) {
                Mailbox.pause(since);
            }
            mailbox.command(command);
            status = episodes.advance(command);
            if (status.done()) {
                episodes.read(measurement);
                mailbox.answer(number, status, episodes, measurement);
            } else {
                mailbox.refuse(number, episodes.failure(status));
            }
        }
    }

    /** A step that never ends must not keep the process: it is halted. */
    private static void endWithParent(DataInputStream in, Path folder) {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The pipe is gone, as at its end.
        }
        try {
            // Who would have done it has been killed.
            FmuArchive.delete(folder);
        } catch (IOException | UncheckedIOException e) {
            // What cannot be deleted stays; there is nobody to tell.
        }
        Runtime.getRuntime().halt(ENDED);
    }
}
