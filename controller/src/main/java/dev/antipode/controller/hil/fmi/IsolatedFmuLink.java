package dev.antipode.controller.hil.fmi;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.LinkStatus;
import java.io.IOException;
import java.nio.file.Path;

/**
 * An FMU in a process of its own, in lockstep: where its code crashes or never comes back, this process goes on. Commands and measurements
 * go through shared memory.
 */
final class IsolatedFmuLink implements Link {
    private static final long START_NANOS = 60_000_000_000L;

    private final LinkSignature signature;
    private final FmuArchive archive;
    private final Mailbox mailbox;
    private final FmuProcess process;
    private final long timeoutNanos;
    private final double periodNanos;
    /** The last request's number; 1 is the start. */
    private long asked = 1;

    private long askedNanos = System.nanoTime();
    private long taken;
    private boolean closed;

    IsolatedFmuLink(Path file, FmuPlan plan, LinkSignature signature, long timeoutNanos) throws IOException {
        this(file, plan, signature, timeoutNanos, START_NANOS);
    }

    /** @param startNanos how long it may take to be loaded and initialised */
    IsolatedFmuLink(Path file, FmuPlan plan, LinkSignature signature, long timeoutNanos, long startNanos)
            throws IOException {
        this.signature = signature;
        this.timeoutNanos = timeoutNanos;
        this.periodNanos = plan.periodSeconds() * 1e9;
        this.archive = FmuArchive.unpack(file);
        Mailbox made = null;
        FmuProcess started = null;
        try {
            Path shared = Mailbox.file(archive.folder());
            try {
                made = new Mailbox(
                        shared, plan.commands().size(), plan.measurements().size());
                started = new FmuProcess(archive.folder(), archive.library(), shared, plan);
                awaitStart(made, started, startNanos);
            } finally {
                // Both sides have it by now, and it lives as long as they do; what runs on Windows cannot delete it
                // yet.
                shared.toFile().delete();
            }
        } catch (IOException | RuntimeException e) {
            if (started != null) {
                started.close();
            }
            if (made != null) {
                made.close();
            }
            archive.close();
            throw e;
        }
        this.mailbox = made;
        this.process = started;
    }

    private static void awaitStart(Mailbox mailbox, FmuProcess process, long startNanos) throws FmuException {
        long since = System.nanoTime();
        while (!mailbox.answered(1)) {
            if (process.gone()) {
                // It may have answered last.
                if (mailbox.answered(1)) {
                    break;
                }
                throw new FmuException(process.ending());
            }
            if (System.nanoTime() - since > startNanos) {
                throw new FmuException(
                        "the FMU did not answer within " + startNanos / 1_000_000_000L
                                + " s of its start, and its process was ended: its code hangs while it is loaded or initialised, or waits"
                                + " for something such as a licence" + process.lastWords()
                                + "; try it in the tool that exported it, or with other start values (NAME=NUMBER in the link)");
            }
            Mailbox.pause(since);
        }
        if (!mailbox.status().done()) {
            throw new FmuException(mailbox.text());
        }
    }

    @Override
    public LinkSignature signature() {
        return signature;
    }

    @Override
    public LinkStatus receive(Exchange exchange) {
        if (taken == asked && !closed) {
            return process.gone() ? closed() : LinkStatus.STALE;
        }
        LinkStatus status = await();
        long now = System.nanoTime();
        exchange.receivedNanos = now;
        if (status != LinkStatus.OK) {
            return status;
        }
        // It may have lain there for a while. Where the processes' clocks are not one, it is taken to have come now.
        long answered = mailbox.answeredNanos();
        if (answered - askedNanos >= 0 && now - answered >= 0) {
            exchange.receivedNanos = answered;
        }
        taken = asked;
        mailbox.measurement(exchange.measurement);
        exchange.measurementTick = mailbox.ticks();
        exchange.plantNanos = (long) (mailbox.ticks() * periodNanos);
        exchange.episode = mailbox.episode();
        exchange.failed = mailbox.failed();
        return LinkStatus.OK;
    }

    /** Waits for the answer to the last request, no longer than the time-out. */
    private LinkStatus await() {
        if (closed) {
            return LinkStatus.CLOSED;
        }
        long since = System.nanoTime();
        while (!mailbox.answered(asked)) {
            if (process.gone() && !mailbox.answered(asked)) {
                return closed();
            }
            if (System.nanoTime() - since >= timeoutNanos) {
                return LinkStatus.MISSING;
            }
            Mailbox.pause(since);
        }
        return mailbox.status().done() ? LinkStatus.OK : closed();
    }

    private LinkStatus closed() {
        closed = true;
        return LinkStatus.CLOSED;
    }

    /** A command for which the FMU has no time yet, since it is still at the one before, is dropped. */
    @Override
    public LinkStatus send(Exchange exchange) {
        exchange.sentNanos = System.nanoTime();
        if (closed) {
            return LinkStatus.CLOSED;
        }
        if (!mailbox.answered(asked)) {
            return process.gone() ? closed() : LinkStatus.MISSING;
        }
        if (!mailbox.status().done()) {
            return closed();
        }
        asked++;
        askedNanos = exchange.sentNanos;
        mailbox.ask(asked, exchange.command);
        return LinkStatus.OK;
    }

    @Override
    public String failure() {
        if (!closed) {
            return "";
        }
        return mailbox.answered(asked) && !mailbox.status().done() ? mailbox.text() : process.ending();
    }

    /** The child's process number, for tests. */
    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.close();
        mailbox.close();
        archive.close();
    }
}
