package dev.antipode.controller.cli;

import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.loop.Recorder;
import dev.antipode.controller.loop.TickRing;
import java.io.IOException;
import java.util.Optional;

/** The ring and its writer, where something is to be recorded. */
final class Recording implements AutoCloseable {
    private final Optional<TickRing> ring;
    private final Optional<Recorder> recorder;

    private Recording(Optional<TickRing> ring, Optional<Recorder> recorder) {
        this.ring = ring;
        this.recorder = recorder;
    }

    static Recording of(RecordingOptions options, LinkSignature signature, long budgetBytes) throws IOException {
        if (!options.wanted()) {
            return new Recording(Optional.empty(), Optional.empty());
        }
        TickRing ring = new TickRing(signature, options.ring(), budgetBytes);
        try {
            return new Recording(Optional.of(ring), Optional.of(new Recorder(ring, options.sinks(signature))));
        } catch (IOException | RuntimeException e) {
            ring.close();
            throw e;
        }
    }

    Optional<TickRing> ring() {
        return ring;
    }

    /** Writes what is left. The loop must have ended. */
    Optional<Recorder> end() {
        recorder.ifPresent(Recorder::end);
        return recorder;
    }

    @Override
    public void close() {
        end();
        ring.ifPresent(TickRing::close);
    }
}
