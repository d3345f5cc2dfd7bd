package dev.antipode.controller.hil.ardupilot;

import com.sun.management.ThreadMXBean;
import dev.antipode.controller.hil.wire.ServeBounds;
import dev.antipode.controller.hil.wire.ServedAddress;
import dev.antipode.controller.hil.wire.TransportFaults;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.sim.PlantModel;
import dev.antipode.sim.Registry;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;

/** Flies under packets, some of them twice or no packets, until the server's thread has allocated nothing for some rounds, and says so. */
final class ArduPilotAllocationMain {
    private static final int FRAMES = 2000;
    private static final int QUIET_ROUNDS = 3;
    private static final int MOST_ROUNDS = 60;

    private ArduPilotAllocationMain() {}

    public static void main(String[] arguments) throws Exception {
        PlantModel plant =
                Registry.load(ArduPilotAllocationMain.class.getClassLoader()).plant("quadrotor");
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        try (ArduPilotServer server = new ArduPilotServer(
                        plant,
                        ChannelMap.of(plant.inputs(), List.of(), 1000, 2000),
                        ServedAddress.of("ardupilot:0").open(TransportFaults.none(), 1),
                        new ServeBounds(0, 0),
                        Arithmetic.FUSED);
                DatagramChannel channel = DatagramChannel.open()) {
            Thread thread = Thread.ofPlatform().start(server::run);
            int port = Integer.parseInt(server.place().substring(server.place().indexOf(':') + 1));
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            long frame = 0;
            int quiet = 0;
            for (int round = 0; round < MOST_ROUNDS && quiet < QUIET_ROUNDS; round++) {
                long before = threads.getThreadAllocatedBytes(thread.threadId());
                for (int i = 0; i < FRAMES; i++) {
                    int pulse = 1000 + (int) (frame % 1000);
                    exchange(channel, ServoPacketTest.packet(16, 1200, frame, pulse, pulse, pulse, pulse));
                    if (i % 100 == 0) {
                        channel.write(ByteBuffer.allocate(40));
                        exchange(channel, ServoPacketTest.packet(16, 1200, frame));
                    }
                    frame++;
                }
                long bytes = threads.getThreadAllocatedBytes(thread.threadId()) - before;
                quiet = bytes == 0 ? quiet + 1 : 0;
                System.out.println("round " + round + ": " + bytes + " bytes");
            }
            server.stop();
            thread.join();
            if (quiet == QUIET_ROUNDS) {
                System.out.println("quiet");
            }
        }
    }

    private static void exchange(DatagramChannel channel, ByteBuffer packet) throws Exception {
        channel.write(packet);
        channel.read(ByteBuffer.allocate(2000));
    }
}
