package dev.antipode.controller.hil.wire;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * Two pseudo-terminals of Linux whose inner ends are joined by a thread, as by a null-modem cable: what is written to one device can
 * be read from the other. Noise can be put on the line.
 */
final class PtyPair implements AutoCloseable {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final int F_SETFL = 4;
    private static final int O_RDWR = 2;
    private static final int O_NONBLOCK = 0x800;
    private static final int CHUNK = 4096;
    private static final int NAME = 128;
    private static final int TERMIOS = 256;

    private static final MethodHandle OPENPTY = call(
            "openpty",
            FunctionDescriptor.of(
                    INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS));
    private static final MethodHandle CFMAKERAW = call("cfmakeraw", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
    private static final MethodHandle TCGETATTR =
            call("tcgetattr", FunctionDescriptor.of(INT, INT, ValueLayout.ADDRESS));
    private static final MethodHandle FCNTL =
            call("fcntl", FunctionDescriptor.of(INT, INT, INT, INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle READ = call("read", FunctionDescriptor.of(LONG, INT, ValueLayout.ADDRESS, LONG));
    private static final MethodHandle WRITE =
            call("write", FunctionDescriptor.of(LONG, INT, ValueLayout.ADDRESS, LONG));
    private static final MethodHandle CLOSE = call("close", FunctionDescriptor.of(INT, INT));

    final String first;
    final String second;
    private final int[] inner = new int[2];
    private final int[] outer = new int[2];
    private final Thread cable;
    private volatile byte[] noise = new byte[0];
    private volatile boolean held;
    private volatile boolean ended;

    PtyPair() throws Throwable {
        first = open(0);
        second = open(1);
        cable = Thread.ofPlatform().daemon().name("cable").start(this::carry);
    }

    @SuppressWarnings("restricted")
    private static MethodHandle call(String name, FunctionDescriptor type, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), type, options);
    }

    private String open(int which) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ends = arena.allocate(INT, 2);
            MemorySegment name = arena.allocate(NAME);
            MemorySegment settings = arena.allocate(TERMIOS);
            // The settings of any terminal, made raw, so that nothing is echoed before the other side opens it.
            check((int) OPENPTY.invokeExact(
                    ends, ends.asSlice(Integer.BYTES), name, MemorySegment.NULL, MemorySegment.NULL));
            check((int) TCGETATTR.invokeExact(ends.get(INT, Integer.BYTES), settings));
            CFMAKERAW.invokeExact(settings);
            check((int) CLOSE.invokeExact(ends.get(INT, 0)));
            check((int) CLOSE.invokeExact(ends.get(INT, Integer.BYTES)));
            check((int) OPENPTY.invokeExact(ends, ends.asSlice(Integer.BYTES), name, settings, MemorySegment.NULL));
            inner[which] = ends.get(INT, 0);
            outer[which] = ends.get(INT, Integer.BYTES);
            check((int) FCNTL.invokeExact(inner[which], F_SETFL, O_RDWR | O_NONBLOCK));
            return name.getString(0);
        }
    }

    private static void check(int result) {
        if (result < 0) {
            throw new IllegalStateException("a call to open a pseudo-terminal failed");
        }
    }

    /** Puts bytes on the line to the second device. */
    void noise(byte[] bytes) throws InterruptedException {
        noise = bytes;
        while (noise.length > 0) {
            Thread.sleep(1);
        }
    }

    /** Whether nothing is read from either device, as where the other side hangs. */
    void hold(boolean value) {
        held = value;
    }

    private void carry() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(CHUNK);
            while (!ended) {
                boolean moved = false;
                for (int from = 0; from < 2 && !held; from++) {
                    long size = (long) READ.invokeExact(inner[from], buffer, (long) CHUNK);
                    if (size > 0) {
                        moved = true;
                        write(1 - from, buffer, size);
                    }
                }
                if (noise.length > 0) {
                    MemorySegment.copy(noise, 0, buffer, ValueLayout.JAVA_BYTE, 0, noise.length);
                    write(1, buffer, noise.length);
                    noise = new byte[0];
                }
                if (!moved) {
                    LockSupport.parkNanos(20_000);
                }
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(int to, MemorySegment buffer, long size) throws Throwable {
        long done = 0;
        while (done < size && !ended) {
            long written = (long) WRITE.invokeExact(inner[to], buffer.asSlice(done), size - done);
            done += Math.max(written, 0);
        }
    }

    /** Pulls the cable and takes the devices away. */
    @Override
    public void close() {
        ended = true;
        try {
            cable.join();
            for (int i = 0; i < 2; i++) {
                check((int) CLOSE.invokeExact(inner[i]));
                check((int) CLOSE.invokeExact(outer[i]));
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
