package dev.antipode.controller.hil.fmi;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.LinkStatus;
import java.io.IOException;
import java.nio.file.Path;

/** An FMU in this process, in lockstep: each command is one step. Where the FMU's code crashes, this process does. */
final class FmuLink implements Link {
    private final Fmu fmu;
    private final FmuInstance instance;
    private final FmuEpisodes episodes;
    private final LinkSignature signature;
    private final double periodNanos;
    private FmuStatus status = FmuStatus.OK;
    private long answeredNanos;
    private boolean fresh;

    FmuLink(Path file, FmuPlan plan, LinkSignature signature) throws IOException {
        this.signature = signature;
        this.periodNanos = plan.periodSeconds() * 1e9;
        this.fmu = Fmu.open(file);
        try {
            this.instance = fmu.instantiate("antipode");
            this.episodes = new FmuEpisodes(instance, plan);
        } catch (IOException | RuntimeException e) {
            fmu.close();
            throw e;
        }
        this.fresh = true;
        this.answeredNanos = System.nanoTime();
    }

    @Override
    public LinkSignature signature() {
        return signature;
    }

    @Override
    public LinkStatus receive(Exchange exchange) {
        exchange.receivedNanos = answeredNanos;
        if (!status.done()) {
            return LinkStatus.CLOSED;
        }
        if (!fresh) {
            return LinkStatus.STALE;
        }
        fresh = false;
        episodes.read(exchange.measurement);
        exchange.measurementTick = episodes.ticks();
        exchange.plantNanos = (long) (episodes.ticks() * periodNanos);
        exchange.episode = episodes.episode();
        exchange.failed = episodes.failed();
        return LinkStatus.OK;
    }

    @Override
    public LinkStatus send(Exchange exchange) {
        exchange.sentNanos = System.nanoTime();
        if (!status.done()) {
            return LinkStatus.CLOSED;
        }
        status = episodes.advance(exchange.command);
        fresh = true;
        answeredNanos = System.nanoTime();
        return status.done() ? LinkStatus.OK : LinkStatus.CLOSED;
    }

    @Override
    public String failure() {
        return status.done() ? "" : episodes.failure(status);
    }

    @Override
    public void close() {
        if (status.done()) {
            // What it says to that changes nothing any more.
            instance.terminate();
        }
        fmu.close();
    }
}
