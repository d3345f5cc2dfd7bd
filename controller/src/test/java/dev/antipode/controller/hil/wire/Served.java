package dev.antipode.controller.hil.wire;

import dev.antipode.controller.hil.LinkRequest;
import dev.antipode.controller.hil.LinkSignature.Clock;
import dev.antipode.controller.hil.TaskLink;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.sim.Registry;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** A plant that is served on a port of this machine by a thread of its own. */
final class Served implements AutoCloseable {
    static final TransportFaults CALM = TransportFaults.none();

    final PlantServer server;
    final FaultyTransport transport;
    final int port;
    final Thread thread;

    private Served(PlantServer server, FaultyTransport transport, int port) {
        this.server = server;
        this.transport = transport;
        this.port = port;
        this.thread = Thread.ofPlatform().name("served").start(server::run);
    }

    static Served at(int port, TaskModel task, Clock clock, TransportFaults faults, ServeBounds bounds)
            throws IOException {
        UdpTransport udp = UdpTransport.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        FaultyTransport faulty = new FaultyTransport(udp, faults, 11);
        faulty.calm(true);
        return new Served(new PlantServer(plant(task), faulty, clock, bounds), faulty, udp.port());
    }

    static Served on(Transport transport, TaskModel task, Clock clock) {
        FaultyTransport faulty = new FaultyTransport(transport, CALM, 11);
        return new Served(new PlantServer(plant(task), faulty, clock, new ServeBounds(0, 0)), faulty, -1);
    }

    static Served of(TaskModel task, Clock clock) throws IOException {
        return at(0, task, clock, CALM, new ServeBounds(0, 0));
    }

    static TaskLink plant(TaskModel task) {
        return new TaskLink(task, request(task, "", 0), EpisodeSet.TEST, 0, 1L << 28);
    }

    static TaskModel task(String name) {
        return Registry.load(Served.class.getClassLoader()).task(name);
    }

    static LinkRequest request(TaskModel task, String address, long timeoutNanos) {
        return new LinkRequest(
                address,
                task,
                task.plant().inputs(),
                task.observations(),
                task.timing().periodSeconds(),
                timeoutNanos,
                1,
                Precision.F32,
                Arithmetic.FUSED,
                KernelMode.SCALAR,
                Served.class.getClassLoader());
    }

    UdpTransport call() throws IOException {
        return UdpTransport.to(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), "localhost:" + port);
    }

    WireLink link(TaskModel task, long timeoutNanos) throws IOException {
        return WireOpening.open(call(), request(task, "", timeoutNanos), Optional.empty());
    }

    /** Ends without a word to the controller, as a process that is killed. May be followed by {@link #close}. */
    void die() throws InterruptedException {
        transport.close();
        thread.join();
    }

    /** Waits until it has ended. */
    void end() throws InterruptedException {
        server.stop();
        thread.join();
    }

    @Override
    public void close() {
        server.stop();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.close();
        server.plant().close();
    }
}
