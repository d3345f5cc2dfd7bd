package dev.antipode.controller.hil.wire;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Frames on a serial line, 8 data bits, no parity, 1 stop bit, each between two bytes of 0 ({@link Cobs}). */
final class SerialTransport implements Transport {
    static final int USUAL_BAUD = 115_200;

    private static final int CHUNK_BYTES = 1024;
    private static final int DATA_BITS = 8;

    private final SerialPort port;
    private final SerialWriter writer;
    private final byte[] line = new byte[Cobs.mostBytes(LinkFrame.MOST_BYTES)];
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private final Cobs.Decoder decoder = new Cobs.Decoder(LinkFrame.MOST_BYTES);
    private int chunkAt;
    private int chunkEnd;
    private boolean closed;

    private SerialTransport(SerialPort port) {
        this.port = port;
        this.writer = new SerialWriter(port, line.length);
    }

    /**
     * Opens a device.
     *
     * @throws IllegalArgumentException if there is none, or it cannot be used
     */
    static SerialTransport open(String device, int baud) {
        SerialPort port = port(device);
        port.setComPortParameters(baud, DATA_BITS, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
        port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
        port.setComPortTimeouts(SerialPort.TIMEOUT_NONBLOCKING, 0, 0);
        if (!port.openPort(0)) {
            throw new IllegalArgumentException("the serial device '" + device + "' cannot be used at " + baud
                    + " baud (error " + port.getLastErrorCode()
                    + "); check the permission to read and write it, and that nothing else uses it");
        }
        return new SerialTransport(port);
    }

    private static SerialPort port(String device) {
        try {
            return SerialPort.getCommPort(device);
        } catch (SerialPortInvalidPortException e) {
            List<String> known = Arrays.stream(SerialPort.getCommPorts())
                    .map(SerialPort::getSystemPortPath)
                    .toList();
            throw new IllegalArgumentException(
                    "there is no serial device '" + device + "'; "
                            + (known.isEmpty() ? "none is connected" : "there are " + String.join(", ", known)),
                    e);
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    "serial lines cannot be had on this machine: " + e.getMessage() + "; use a udp link", e);
        }
    }

    @Override
    public boolean send(ByteBuffer frame) {
        return !closed && writer.offer(line, Cobs.encode(frame, line));
    }

    @Override
    public int receive(ByteBuffer frame, long deadlineNanos) {
        long began = System.nanoTime();
        long now = began;
        int late = 0;
        while (!closed) {
            if (ended()) {
                return decoder.move(frame);
            }
            chunkAt = 0;
            chunkEnd = port.readBytes(chunk, CHUNK_BYTES);
            if (chunkEnd < 0) {
                // Unplugged.
                return CLOSED;
            }
            if (now - deadlineNanos >= 0) {
                late += chunkEnd;
                // The longest frame would have ended by then; a line that is never silent must not hold the loop.
                if (chunkEnd == 0 || late > line.length) {
                    return 0;
                }
            } else if (chunkEnd == 0) {
                Pause.after(now - began, deadlineNanos - now);
            }
            now = System.nanoTime();
        }
        return CLOSED;
    }

    /** Whether a frame ends within the bytes that are at hand; takes those up to there. */
    private boolean ended() {
        while (chunkAt < chunkEnd) {
            if (decoder.take(chunk[chunkAt++])) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String peer() {
        return port.getSystemPortPath();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            writer.close();
            port.closePort();
        }
    }
}
