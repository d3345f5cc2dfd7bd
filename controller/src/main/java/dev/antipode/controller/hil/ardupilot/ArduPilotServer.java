package dev.antipode.controller.hil.ardupilot;

import dev.antipode.controller.hil.wire.FrameCount;
import dev.antipode.controller.hil.wire.FrameCounters;
import dev.antipode.controller.hil.wire.PlantService;
import dev.antipode.controller.hil.wire.ServeBounds;
import dev.antipode.controller.hil.wire.Transport;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.sim.PlantModel;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The physics behind ArduPilot's simulator (SITL, {@code --model JSON:HOST}): waits for each packet of servo pulses, moves the vehicle on
 * by one of its frames and answers with the vehicle's motion. A packet that comes once more is answered once more, and moves nothing; one
 * whose frame has gone back is of a simulator that was started again, and the vehicle is put back to its start; what is no packet is
 * counted and ignored.
 *
 * <p>{@link #run} runs on one thread, which allocates nothing but at the start of a simulator; the rest may be called from any.
 */
public final class ArduPilotServer implements PlantService {
    /** Silence after which another simulator may call. */
    private static final long SILENT_NANOS = 2_000_000_000L;
    /** The longest time without a look at whether to stop. */
    private static final long LOOK_NANOS = 20_000_000L;
    /** A frame that is older by no more came late, on its way since before it was sent again; a simulator that restarts begins at 0. */
    private static final int LATE_FRAMES = 16;
    /** Frames a second of a simulator as it is built (parameter SIM_RATE_HZ). */
    private static final int FIRST_RATE = 1200;

    private final PlantModel plant;
    private final BodyStates body;
    private final ChannelMap channels;
    private final Transport transport;
    private final ServeBounds bounds;
    private final Arithmetic arithmetic;
    private final FrameCounters counters = new FrameCounters();
    private final ServoPacket packet = new ServoPacket();
    private final StateLine line = new StateLine();
    private final ByteBuffer in = ServoPacket.buffer();
    private final double[] inputs;
    private final AtomicLong ticks = new AtomicLong();
    private final AtomicLong sessions = new AtomicLong();
    private volatile boolean stopped;

    private Vehicle vehicle;
    private long frame = -1;
    private long heardNanos;

    /**
     * Prepares; nobody is answered before {@link #run}.
     *
     * @param plant what is flown: a rigid body with the states of our quadrotor
     * @param channels which pulses are its inputs
     * @param transport where packets come from; closed with this
     * @param bounds when it ends; the seconds alone, as there are no episodes
     * @param arithmetic fused or unfused
     * @throws IllegalArgumentException if the plant does not fly in space, with the remedy
     */
    public ArduPilotServer(
            PlantModel plant, ChannelMap channels, Transport transport, ServeBounds bounds, Arithmetic arithmetic) {
        this.plant = plant;
        this.channels = channels;
        this.transport = transport;
        this.bounds = bounds;
        this.arithmetic = arithmetic;
        this.body = new BodyStates(plant);
        this.inputs = new double[plant.inputs().size()];
        // Compiled once before, so that what it refuses is refused now.
        this.vehicle = new Vehicle(plant, body, FIRST_RATE, arithmetic);
    }

    @Override
    public String place() {
        return transport.peer();
    }

    @Override
    public FrameCounters counters() {
        return counters;
    }

    /** Frames that the vehicle has moved by. */
    @Override
    public long ticks() {
        return ticks.getAcquire();
    }

    /** How often it was put to its start. */
    @Override
    public long sessions() {
        return sessions.getAcquire();
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        long start = System.nanoTime();
        long now = start;
        boolean open = true;
        while (open && !stopped && !bounds.timeUp(now - start)) {
            open = step(now);
            now = System.nanoTime();
        }
    }

    private boolean step(long start) {
        int bytes = transport.receive(in, start + LOOK_NANOS);
        long now = System.nanoTime();
        if (bytes > 0) {
            arrived(now);
        } else if (now - heardNanos > SILENT_NANOS) {
            transport.release();
        }
        return bytes >= 0;
    }

    private void arrived(long now) {
        if (!packet.decode(in)) {
            counters.add(FrameCount.FOREIGN, 1);
            return;
        }
        heardNanos = now;
        transport.hold();
        if (restarted()) {
            begin();
        } else if (packet.frameCount <= frame) {
            counters.add(FrameCount.DUPLICATE, 1);
            if (packet.frameCount == frame) {
                answer();
            }
            return;
        } else {
            counters.add(FrameCount.LOST, packet.frameCount - frame - 1);
        }
        counters.add(FrameCount.RECEIVED, 1);
        frame = packet.frameCount;
        channels.read(packet, inputs);
        vehicle.step(inputs);
        ticks.setRelease(ticks.getPlain() + 1);
        if (!vehicle.finite()) {
            begin();
        }
        answer();
    }

    private boolean restarted() {
        return frame < 0
                || (packet.frameCount < frame && (packet.frameCount == 0 || packet.frameCount < frame - LATE_FRAMES));
    }

    private void begin() {
        sessions.setRelease(sessions.getPlain() + 1);
        if (vehicle.frameRate() == packet.frameRate) {
            vehicle.reset();
        } else {
            vehicle.close();
            vehicle = new Vehicle(plant, body, packet.frameRate, arithmetic);
        }
    }

    private void answer() {
        counters.add(FrameCount.SENT, 1);
        if (!transport.send(line.of(vehicle))) {
            counters.add(FrameCount.NOT_SENT, 1);
        }
    }

    /** Frees the transport and the vehicle. */
    @Override
    public void close() {
        transport.close();
        vehicle.close();
    }
}
