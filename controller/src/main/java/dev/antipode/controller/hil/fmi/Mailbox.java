package dev.antipode.controller.hil.fmi;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Memory that two processes share, for one request at a time: the asking side writes a command and then a number, the answering side
 * writes its answer and then the same number. The numbers are on cache lines of their own, and are released and acquired, so that whoever
 * sees a number sees what was written before it. Neither side allocates.
 */
final class Mailbox implements AutoCloseable {
    private static final VarHandle NUMBER = ValueLayout.JAVA_LONG.varHandle();
    private static final long REQUEST = 0;
    private static final long ANSWER = 64;
    private static final long STATUS = 128;
    private static final long FAILED = 132;
    private static final long EPISODE = 136;
    private static final long TICKS = 144;
    private static final long NANOS = 152;
    private static final long TEXT_LENGTH = 160;
    private static final long TEXT = 192;
    private static final int MOST_TEXT = 2048;
    private static final long NUMBERS = TEXT + MOST_TEXT;
    /** A step that takes this long is waited for without sleeping. */
    private static final long SPIN_NANOS = 50_000;

    private static final long SLEEP_NANOS = 20_000;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment memory;
    private final int commands;
    private final int measurements;

    /** Maps a file that is there, and makes it as long as is needed. */
    Mailbox(Path file, int commands, int measurements) throws IOException {
        this.commands = commands;
        this.measurements = measurements;
        long bytes = NUMBERS + (long) Double.BYTES * (commands + measurements);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            this.memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, arena);
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /** Makes an empty file for one: in memory where Linux has that, so that no disk is waited for; else in a folder. */
    static Path file(Path folder) throws IOException {
        Path memory = Path.of("/dev/shm");
        boolean there = Files.isDirectory(memory) && Files.isWritable(memory);
        return Files.createTempFile(there ? memory : folder, "antipode-fmu", ".shared");
    }

    void ask(long number, double[] command) {
        for (int i = 0; i < commands; i++) {
            memory.set(ValueLayout.JAVA_DOUBLE, NUMBERS + (long) Double.BYTES * i, command[i]);
        }
        NUMBER.setRelease(memory, REQUEST, number);
    }

    void command(double[] command) {
        for (int i = 0; i < commands; i++) {
            command[i] = memory.get(ValueLayout.JAVA_DOUBLE, NUMBERS + (long) Double.BYTES * i);
        }
    }

    void answer(long number, FmuStatus status, FmuEpisodes episodes, double[] measurement) {
        for (int i = 0; i < measurements; i++) {
            memory.set(ValueLayout.JAVA_DOUBLE, NUMBERS + (long) Double.BYTES * (commands + i), measurement[i]);
        }
        memory.set(ValueLayout.JAVA_INT, STATUS, status.ordinal());
        memory.set(ValueLayout.JAVA_INT, FAILED, episodes.failed() ? 1 : 0);
        memory.set(ValueLayout.JAVA_LONG, EPISODE, episodes.episode());
        memory.set(ValueLayout.JAVA_LONG, TICKS, episodes.ticks());
        memory.set(ValueLayout.JAVA_LONG, NANOS, System.nanoTime());
        NUMBER.setRelease(memory, ANSWER, number);
    }

    /** Answers that there will be no more answers, and why. */
    void refuse(long number, String sentence) {
        byte[] all = sentence.getBytes(StandardCharsets.UTF_8);
        byte[] text = Arrays.copyOf(all, Math.min(all.length, MOST_TEXT));
        MemorySegment.copy(MemorySegment.ofArray(text), 0, memory, TEXT, text.length);
        memory.set(ValueLayout.JAVA_INT, TEXT_LENGTH, text.length);
        memory.set(ValueLayout.JAVA_INT, STATUS, FmuStatus.ERROR.ordinal());
        NUMBER.setRelease(memory, ANSWER, number);
    }

    boolean asked(long number) {
        return (long) NUMBER.getAcquire(memory, REQUEST) >= number;
    }

    boolean answered(long number) {
        return (long) NUMBER.getAcquire(memory, ANSWER) >= number;
    }

    /** One turn of waiting since a time: a spin at first, then short sleeps, so that the other side has a processor. */
    static void pause(long sinceNanos) {
        if (System.nanoTime() - sinceNanos < SPIN_NANOS) {
            Thread.onSpinWait();
        } else {
            LockSupport.parkNanos(SLEEP_NANOS);
        }
    }

    FmuStatus status() {
        return FmuStatus.of(memory.get(ValueLayout.JAVA_INT, STATUS));
    }

    boolean failed() {
        return memory.get(ValueLayout.JAVA_INT, FAILED) != 0;
    }

    long episode() {
        return memory.get(ValueLayout.JAVA_LONG, EPISODE);
    }

    long ticks() {
        return memory.get(ValueLayout.JAVA_LONG, TICKS);
    }

    /** When the answer was ready, by the clock of the answering side: on Linux that of both. */
    long answeredNanos() {
        return memory.get(ValueLayout.JAVA_LONG, NANOS);
    }

    void measurement(double[] measurement) {
        for (int i = 0; i < measurements; i++) {
            measurement[i] = memory.get(ValueLayout.JAVA_DOUBLE, NUMBERS + (long) Double.BYTES * (commands + i));
        }
    }

    String text() {
        int length = Math.clamp(memory.get(ValueLayout.JAVA_INT, TEXT_LENGTH), 0, MOST_TEXT);
        return new String(memory.asSlice(TEXT, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        arena.close();
    }
}
