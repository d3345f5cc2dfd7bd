package dev.antipode.profiles;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What the rest of Antipode needs to know of a device, and where each fact comes from.
 *
 * <p>A profile decides how fast a run goes and whether it fits, never what is learned: of all these facts only
 * {@link Cpu#fma} may change a result, and it is recorded in every file that depends on it.
 *
 * @param schema version of the form of the file, {@value #SCHEMA}
 * @param id short name, lower-case letters, digits and {@code . _ -}; the file is called {@code id.yaml}
 * @param name what the device is called
 * @param vendor who makes it
 * @param kind what sort of machine it is
 * @param cpu its processor
 * @param system its memory and its kernel
 * @param training what a training run may take
 * @param control what a control loop is asked to hold
 * @param ownJvmOptions options of {@code java} beyond those that follow from the facts, one JVM option each, without
 *     white space; one of the same kind replaces the derived one
 * @param sources where each fact of {@code cpu}, {@code system}, {@code training} and {@code control} comes from
 */
public record DeviceProfile(
        int schema,
        String id,
        String name,
        String vendor,
        @FileKey("class") DeviceKind kind,
        Cpu cpu,
        SystemFacts system,
        TrainingFacts training,
        ControlFacts control,
        @FileKey("jvmOptions") List<String> ownJvmOptions,
        List<FactSource> sources) {

    /** The version of the form that this library reads. */
    public static final int SCHEMA = 1;

    /** Rows of a typical closed loop with a small neural policy, where those of the task at hand are not known. */
    public static final int TYPICAL_ROWS = 128;

    /**
     * Checks that the facts are possible together.
     *
     * @throws IllegalArgumentException if a value is outside its range or contradicts another; the message names it
     */
    public DeviceProfile {
        if (schema != SCHEMA) {
            throw new InvalidFact("schema", "is " + schema + ", but this version of Antipode reads form " + SCHEMA);
        }
        if (!id.matches("[a-z0-9][a-z0-9._-]*")) {
            throw new InvalidFact("id", "is \"" + id + "\" but may hold only lower-case letters, digits and . _ -");
        }
        Check.filled("name", name);
        Check.filled("vendor", vendor);
        ownJvmOptions = List.copyOf(ownJvmOptions);
        JvmOptions.check(ownJvmOptions, system.ramBytes());
        int cpus = cpu.cpus();
        if (training.threads() > cpus) {
            throw new InvalidFact("training.threads", "is " + training.threads() + ", but there are " + cpus + " CPUs");
        }
        for (int number : training.cpus()) {
            if (number < 0 || number >= cpus) {
                throw new InvalidFact("training.cpus", "names CPU " + number + ", but there are 0 to " + (cpus - 1));
            }
        }
        if (control.cpu() >= cpus) {
            throw new InvalidFact("control.cpu", "is " + control.cpu() + ", but there are 0 to " + (cpus - 1));
        }
        long heap = JvmOptions.heapBytes(system.ramBytes());
        if (training.budgetBytes() > system.ramBytes() - heap) {
            throw new InvalidFact(
                    "training.budget",
                    "is " + Quantity.BYTES.text(training.budgetBytes()) + ", more than the memory of "
                            + Quantity.BYTES.text(system.ramBytes()) + " less the Java heap of "
                            + Quantity.BYTES.text(heap));
        }
        sources = List.copyOf(sources);
        Coverage.check(sources);
    }

    /**
     * The same device by another short name.
     *
     * @param value the new id
     * @return a copy
     */
    public DeviceProfile withId(String value) {
        return new DeviceProfile(
                schema, value, name, vendor, kind, cpu, system, training, control, ownJvmOptions, sources);
    }

    /**
     * Instruction set.
     *
     * @return the processor's
     */
    public Architecture architecture() {
        return cpu.architecture();
    }

    /**
     * Width of the vectors that the JVM computes with.
     *
     * @return 128, 256 or 512
     */
    public int vectorBits() {
        return cpu.vectorBits();
    }

    /**
     * Whether the CPU has a fused multiply-add. Decides the arithmetic mode, the one fact that changes results.
     *
     * @return true for fused arithmetic, false for multiply, then add
     */
    public boolean fma() {
        return cpu.fma();
    }

    /**
     * All CPUs of the device.
     *
     * @return CPUs as the kernel counts them
     */
    public int cores() {
        return cpu.cpus();
    }

    /**
     * First-level data cache of one core; the smallest of those that training may run on.
     *
     * @return bytes
     */
    public long l1dBytes() {
        return workers().mapToLong(n -> cpu.clusterOf(n).l1dBytes()).min().orElseThrow();
    }

    /**
     * Second-level cache that one core can use; the smallest of those that training may run on.
     *
     * @return bytes, 0 where there is none
     */
    public long l2Bytes() {
        return workers().mapToLong(n -> cpu.clusterOf(n).l2Bytes()).min().orElseThrow();
    }

    private IntStream workers() {
        return training.cpus().isEmpty()
                ? IntStream.range(0, cpu.cpus())
                : training.cpus().stream().mapToInt(Integer::intValue);
    }

    /**
     * Bytes that a training run may take off the heap.
     *
     * @return bytes
     */
    public long trainingBudgetBytes() {
        return training.budgetBytes();
    }

    /**
     * Threads that step and train.
     *
     * @return from 1 to {@link #cores()}
     */
    public int workerThreads() {
        return training.threads();
    }

    /**
     * Control rate that the device is asked to hold.
     *
     * @return hertz
     */
    public double controlRateHz() {
        return control.rateHz();
    }

    /**
     * Episodes that are stepped together, for a closed loop of {@link #TYPICAL_ROWS} rows of F32.
     *
     * @return a multiple of 16
     */
    public int lanesPerTile() {
        return lanesPerTile((long) TYPICAL_ROWS * Float.BYTES);
    }

    /**
     * Episodes that are stepped together: as many as let all rows of a tile stay in the first-level data cache, since
     * every kernel of a control step passes over them.
     *
     * @param laneBytes bytes that one lane takes in a tile: its rows, times the size of a number
     * @return lanes, a multiple of 16, so that no vector width leaves a tail; from 16, where the second-level cache must
     *     serve, to 128, above which the loop's fixed cost is lost in the work and threads could go without a tile
     */
    public int lanesPerTile(long laneBytes) {
        return Math.clamp(l1dBytes() / laneBytes / 16 * 16, 16, 128);
    }

    /**
     * Options that {@code java} is started with: those of all devices, those that follow from the facts, and the
     * profile's own.
     *
     * @return one option each, without white space
     */
    public List<String> jvmOptions() {
        return JvmOptions.of(this);
    }
}
