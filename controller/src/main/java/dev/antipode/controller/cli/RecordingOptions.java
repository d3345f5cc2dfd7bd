package dev.antipode.controller.cli;

import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.loop.CsvSink;
import dev.antipode.controller.loop.Excitation;
import dev.antipode.controller.loop.FaultDump;
import dev.antipode.controller.loop.McapSink;
import dev.antipode.controller.loop.TickSink;
import dev.antipode.controller.store.LibraryVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is written down while the loop runs, and what is added so that it tells more. */
final class RecordingOptions {
    private static final int DUMPED_BEFORE = 500;
    private static final int DUMPED_AFTER = 500;
    private static final int MOST_DUMPS = 100;
    private static final double MILLI_TO_NANO = 1e6;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description =
                    "Write every tick to a file, CSV or MCAP by its name: reference, measurement, command, applied"
                            + " command, times, faults.")
    private Path record;

    @Option(
            names = "--dump",
            paramLabel = "FOLDER",
            description = "On a fault, write the 500 ticks before and after it to a file in this folder.")
    private Path dump;

    @Option(
            names = "--ring",
            paramLabel = "TICKS",
            defaultValue = "65536",
            description = "Ticks that may wait for the writer; those beyond are dropped and counted. Default:"
                    + " ${DEFAULT-VALUE}.")
    private int ring;

    @Option(
            names = "--excite",
            paramLabel = "KIND",
            description = "Add a signal to the controller's commands, within the limits: ${COMPLETION-CANDIDATES}.")
    private Excitation.Kind excite;

    @Option(
            names = "--amplitude",
            paramLabel = "SHARE",
            defaultValue = "0.1",
            description = "The signal's amplitude as a share of half of each input's range. Default: ${DEFAULT-VALUE}.")
    private double amplitude;

    /** Refuses what says how to record or to excite where neither is asked for. */
    void check() {
        if (excite == null) {
            IdleOptions.refuseWithout(command, "--excite KIND", "--amplitude");
        }
        if (!wanted()) {
            IdleOptions.refuseWithout(command, "--record FILE or --dump FOLDER", "--ring");
        }
    }

    boolean wanted() {
        return record != null || dump != null;
    }

    int ring() {
        return ring;
    }

    Optional<Path> file() {
        return Optional.ofNullable(record);
    }

    Optional<Excitation> excitation(LinkSignature signature, double periodSeconds, long seed) {
        return Optional.ofNullable(excite)
                .map(kind -> new Excitation(kind, signature.commands(), amplitude, periodSeconds, seed));
    }

    List<TickSink> sinks(LinkSignature signature) throws IOException {
        List<TickSink> sinks = new ArrayList<>();
        if (record != null) {
            NewFile.require("--record", record);
            String name = record.getFileName().toString().toLowerCase(Locale.ROOT);
            if (name.endsWith(".csv")) {
                sinks.add(new CsvSink(record, signature));
            } else if (name.endsWith(".mcap")) {
                long now = Math.round(System.currentTimeMillis() * MILLI_TO_NANO);
                sinks.add(new McapSink(record, signature, "antipode " + LibraryVersion.text(), now));
            } else {
                throw new RequestException(
                        "--record " + record + " is neither a .csv nor a .mcap file; end its name with one of them");
            }
        }
        if (dump != null) {
            sinks.add(new FaultDump(dump, signature, DUMPED_BEFORE, DUMPED_AFTER, MOST_DUMPS));
        }
        return sinks;
    }
}
