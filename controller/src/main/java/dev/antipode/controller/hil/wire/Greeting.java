package dev.antipode.controller.hil.wire;

import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.sim.Signal;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a plant says of itself when a controller connects, as the payload of {@link FrameKind#WELCOME}. Little-endian; a text is a u16
 * of its bytes and as much UTF-8:
 *
 * <pre>
 * text plant, f64 period in seconds, u8 clock (0 lockstep, 1 free, 2 lockstep and can begin any episode), u16 commands, u16 measurements, u16 references,
 * for each of them: text name, text unit, f64 min, f64 max, f64 rate a second, u8 angle, u16 levels, f64 each level;
 * to a controller that said {@link LinkFrame#PARAMETERS}: u16 parameters, and each of them in the same way
 * </pre>
 *
 * @param signature what it exchanges
 * @param restartable whether it begins any episode that it is asked for; in lockstep alone
 * @param parameters those that a controller may scale; empty where the plant does not tell
 */
record Greeting(LinkSignature signature, boolean restartable, List<Signal> parameters) {
    private static final int U16 = 0xFFFF;
    private static final int FREE = 1;
    private static final int RESTARTABLE = 2;
    private static final int MOST_BYTES = LinkFrame.MOST_BYTES - LinkFrame.HEADER_BYTES - LinkFrame.TRAILER_BYTES;

    Greeting {
        parameters = List.copyOf(parameters);
    }

    /**
     * Encodes.
     *
     * @param withParameters whether the controller has asked for them: one of before they were told would refuse them
     * @throws IllegalArgumentException if it does not fit into one frame
     */
    byte[] encode(boolean withParameters) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            text(out, signature.plant());
            number(out, signature.periodSeconds());
            out.writeByte(signature.clock() == LinkSignature.Clock.FREE_RUNNING ? FREE : restartable ? RESTARTABLE : 0);
            List<List<Signal>> groups = List.of(signature.commands(), signature.measurements(), signature.references());
            for (List<Signal> group : groups) {
                count(out, group.size());
            }
            for (List<Signal> group : groups) {
                for (Signal signal : group) {
                    signal(out, signal);
                }
            }
            if (withParameters) {
                count(out, parameters.size());
                for (Signal parameter : parameters) {
                    signal(out, parameter);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (bytes.size() > MOST_BYTES) {
            throw new IllegalArgumentException("the names and units of plant '" + signature.plant() + "' take "
                    + bytes.size() + " bytes, but one frame carries " + MOST_BYTES + "; shorten the names");
        }
        return bytes.toByteArray();
    }

    private static void signal(DataOutputStream out, Signal signal) throws IOException {
        text(out, signal.name());
        text(out, signal.unit());
        number(out, signal.min());
        number(out, signal.max());
        number(out, signal.ratePerSecond());
        out.writeByte(signal.angle() ? 1 : 0);
        count(out, signal.levels().size());
        for (double level : signal.levels()) {
            number(out, level);
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        count(out, bytes.length);
        out.write(bytes);
    }

    private static void count(DataOutputStream out, int value) throws IOException {
        if (value > U16) {
            throw new IllegalArgumentException("a name or a list of " + value + " is longer than " + U16);
        }
        out.writeShort(Short.reverseBytes((short) value));
    }

    private static void number(DataOutputStream out, double value) throws IOException {
        out.writeLong(Long.reverseBytes(Double.doubleToRawLongBits(value)));
    }

    /**
     * Decodes.
     *
     * @param payload the whole of it
     * @throws IllegalArgumentException if it is no greeting, saying why
     */
    static Greeting decode(byte[] payload) {
        ByteBuffer in = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
        try {
            String plant = text(in);
            double period = in.getDouble();
            int time = in.get();
            LinkSignature.Clock clock = time == FREE ? LinkSignature.Clock.FREE_RUNNING : LinkSignature.Clock.LOCKSTEP;
            int commands = in.getShort() & U16;
            int measurements = in.getShort() & U16;
            int references = in.getShort() & U16;
            LinkSignature signature = new LinkSignature(
                    plant, signals(in, commands), signals(in, measurements), signals(in, references), period, clock);
            List<Signal> parameters = in.hasRemaining() ? signals(in, in.getShort() & U16) : List.of();
            if (in.hasRemaining()) {
                throw new IllegalArgumentException(in.remaining() + " bytes follow after its last signal");
            }
            return new Greeting(signature, time == RESTARTABLE, parameters);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("it is cut short after " + payload.length + " bytes", e);
        }
    }

    private static List<Signal> signals(ByteBuffer in, int count) {
        List<Signal> signals = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = text(in);
            String unit = text(in);
            double min = in.getDouble();
            double max = in.getDouble();
            double rate = in.getDouble();
            boolean angle = in.get() != 0;
            List<Double> levels = new ArrayList<>();
            for (int left = in.getShort() & U16; left > 0; left--) {
                levels.add(in.getDouble());
            }
            signals.add(new Signal(name, unit, min, max, rate, angle, 0, levels));
        }
        return signals;
    }

    private static String text(ByteBuffer in) {
        int length = in.getShort() & U16;
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
