package dev.antipode.controller.hil.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/**
 * Frames as datagrams. The channel is connected to the other side while there is one: its {@code receive} would make an address of
 * every datagram, its {@code read} makes nothing.
 */
final class UdpTransport implements Transport {
    /** Room for what arrives while the process is held up. */
    private static final int BUFFER_BYTES = 1 << 20;

    private final DatagramChannel channel;
    private final boolean calling;
    private final String name;
    /** Who sent the last datagram, and who is the other side. */
    private SocketAddress sender;

    private SocketAddress other;
    private boolean connected;

    private UdpTransport(DatagramChannel channel, boolean calling, String name) {
        this.channel = channel;
        this.calling = calling;
        this.name = name;
        this.connected = calling;
    }

    /** For the side that calls. */
    static UdpTransport to(InetSocketAddress address, String name) throws IOException {
        DatagramChannel channel = open();
        try {
            channel.connect(address);
            return new UdpTransport(channel, true, name);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** For the side that is called, by whoever calls first. */
    static UdpTransport at(InetSocketAddress address) throws IOException {
        DatagramChannel channel = open();
        try {
            channel.bind(address);
            InetSocketAddress local = (InetSocketAddress) channel.getLocalAddress();
            String name = local.getAddress().getHostAddress() + ":" + local.getPort();
            return new UdpTransport(channel, false, name);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static DatagramChannel open() throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
        return channel;
    }

    int port() throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    @Override
    public boolean send(ByteBuffer frame) {
        // A second attempt: the first one may only be told that an earlier datagram met a closed port.
        for (int attempt = 0; attempt < 2; attempt++) {
            frame.position(0);
            try {
                return connected ? channel.write(frame) > 0 : other != null && channel.send(frame, other) > 0;
            } catch (PortUnreachableException e) {
                continue;
            } catch (IOException e) {
                // No route, or closed: nobody hears it, and the next one may be heard.
                return false;
            }
        }
        return false;
    }

    @Override
    public int receive(ByteBuffer frame, long deadlineNanos) {
        long began = System.nanoTime();
        long now = began;
        while (true) {
            int bytes = look(frame);
            if (bytes != 0) {
                return bytes;
            }
            if (now - deadlineNanos >= 0) {
                return 0;
            }
            Pause.after(now - began, deadlineNanos - now);
            now = System.nanoTime();
        }
    }

    private int look(ByteBuffer frame) {
        frame.clear();
        try {
            int bytes;
            if (connected) {
                bytes = channel.read(frame);
            } else {
                SocketAddress from = channel.receive(frame);
                sender = from == null ? sender : from;
                bytes = from == null ? 0 : frame.position();
            }
            frame.flip();
            return Math.max(bytes, 0);
        } catch (PortUnreachableException e) {
            // The other side is not there now. One that is called waits for the next caller.
            if (!calling) {
                release();
            }
            return 0;
        } catch (IOException e) {
            return channel.isOpen() ? 0 : CLOSED;
        }
    }

    @Override
    public void hold() {
        if (!connected && sender != null) {
            other = sender;
            try {
                channel.connect(other);
                connected = true;
            } catch (IOException e) {
                // Still not connected: slower, and just as right.
                connected = false;
            }
        }
    }

    @Override
    public void release() {
        if (connected && !calling) {
            try {
                channel.disconnect();
            } catch (IOException e) {
                // Closed meanwhile: the next call says so.
                other = null;
            }
            connected = false;
        }
    }

    @Override
    public String peer() {
        return name;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is given up either way.
            other = null;
        }
    }
}
