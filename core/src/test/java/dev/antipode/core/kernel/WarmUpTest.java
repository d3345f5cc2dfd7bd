package dev.antipode.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kernels are warmed by as many threads as the JVM compiles awaited kernels at a time, each kernel by one of them at a time. */
class WarmUpTest {
    private static final int KERNELS = 9;
    private static final int CALLS_THAT_ALLOCATE = 40;
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Map<Warmable, String> outcomes = new ConcurrentHashMap<>();
    private final AtomicInteger primed = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void everyKernelIsDecidedOnceAndNeverExercisedByTwoThreads(int awaitedCompilers) {
        int threads = Math.max(1, awaitedCompilers);
        WarmUp warmUp = warmUp(threads);
        List<FakeKernel> kernels = new ArrayList<>();
        for (int i = 0; i < KERNELS; i++) {
            kernels.add(new FakeKernel(i == 4, i == 7));
            warmUp.add(task(kernels.getLast(), awaitedCompilers));
        }
        warmUp.start();

        assertThat(warmUp.await(LONG)).isTrue();
        warmUp.close();
        assertThat(primed).hasValue(threads);
        assertThat(outcomes).hasSize(KERNELS);
        for (FakeKernel kernel : kernels) {
            assertThat(kernel.overlaps).hasValue(0);
            assertThat(kernel.released).isEqualTo(1);
            assertThat(kernel.vectorized()).isEqualTo(!kernel.fails && !kernel.differs);
            assertThat(outcomes.get(kernel))
                    .isEqualTo(
                            kernel.fails
                                    ? "Its SIMD code failed: java.lang.IllegalStateException: by design."
                                    : kernel.differs ? "Its SIMD code gave other bits than its scalar code." : "");
        }
    }

    @Test
    void aKernelThatComesLateIsWarmedToo() {
        WarmUp warmUp = warmUp(2);
        warmUp.start();
        warmUp.add(task(new FakeKernel(false, false), 2));
        assertThat(warmUp.await(LONG)).isTrue();
        FakeKernel late = new FakeKernel(false, false);
        warmUp.add(task(late, 2));
        assertThat(warmUp.await(LONG)).isTrue();
        warmUp.close();
        assertThat(late.vectorized()).isTrue();
        assertThat(outcomes).hasSize(2);
    }

    @Test
    void closingReleasesWhatIsNotDecided() {
        WarmUp warmUp = warmUp(2);
        List<FakeKernel> kernels = new ArrayList<>();
        for (int i = 0; i < KERNELS; i++) {
            FakeKernel kernel = new FakeKernel(false, false);
            kernel.callsThatAllocate = Integer.MAX_VALUE;
            kernels.add(kernel);
            warmUp.add(task(kernel, 2));
        }
        warmUp.start();
        assertThat(warmUp.await(Duration.ofMillis(50))).isFalse();
        warmUp.close();
        assertThat(outcomes).isEmpty();
        assertThat(kernels).allSatisfy(kernel -> assertThat(kernel.released).isEqualTo(1));
    }

    @Test
    void codeThatGoesOnAllocatingIsMadeAnew() {
        WarmUp warmUp = warmUp(2);
        FakeKernel kernel = new FakeKernel(false, false);
        kernel.callsThatAllocate = Integer.MAX_VALUE;
        kernel.garbageBytes = 100;
        kernel.quietFrom = 2;
        warmUp.add(task(kernel, 2));
        warmUp.start();

        assertThat(warmUp.await(LONG)).isTrue();
        warmUp.close();
        assertThat(kernel.vectorized()).isTrue();
        assertThat(kernel.prepared).isEqualTo(2);
        assertThat(kernel.released).isEqualTo(2);
    }

    @Test
    void aCompilerInTheBackgroundHasSomeSecondsBeforeCodeIsMadeAnew() {
        FakeKernel kernel = new FakeKernel(false, false);
        kernel.callsThatAllocate = Integer.MAX_VALUE;
        kernel.garbageBytes = 100;
        kernel.quietFrom = 2;
        WarmUpTask task = task(kernel, 0);
        long seconds = 0;
        int lastCalls = 0;
        String outcome = null;
        while (outcome == null) {
            lastCalls = kernel.prepared == 1 ? kernel.calls : lastCalls;
            seconds++;
            // So many bursts in this second.
            for (int burst = 0; burst < 10_000 && outcome == null; burst++) {
                outcome = task.advance(Duration.ofSeconds(seconds).toNanos());
            }
        }
        task.close();

        assertThat(outcome).isEmpty();
        assertThat(kernel.prepared).isEqualTo(2);
        assertThat(seconds).isBetween(6L, 12L);
        assertThat(lastCalls).isGreaterThan(20_000);
    }

    private WarmUp warmUp(int threads) {
        return new WarmUp(
                threads,
                (kernel, outcome) -> outcomes.merge(kernel, outcome, (a, b) -> "twice"),
                primed::incrementAndGet);
    }

    private static WarmUpTask task(Warmable kernel, int awaitedCompilers) {
        return new WarmUpTask(
                kernel, AllocationMeter.ofThisJvm(), new JvmFlags(true, false, awaitedCompilers, false, false));
    }

    /** Allocates in its first calls, as a kernel does until it is compiled. */
    private static final class FakeKernel implements Warmable {
        private final boolean fails;
        private final boolean differs;
        private final AtomicInteger busy = new AtomicInteger();
        private final AtomicInteger overlaps = new AtomicInteger();
        private int callsThatAllocate = CALLS_THAT_ALLOCATE;
        private int garbageBytes = 100_000;

        /** The code made at this attempt allocates nothing. */
        private int quietFrom = Integer.MAX_VALUE;

        private int prepared;
        private int calls;
        private int released;
        private volatile byte[] garbage;
        private volatile boolean published;

        FakeKernel(boolean fails, boolean differs) {
            this.fails = fails;
            this.differs = differs;
        }

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public void prepare() {
            prepared++;
            garbage = new byte[1];
        }

        @Override
        public void exercise() {
            if (busy.incrementAndGet() > 1) {
                overlaps.incrementAndGet();
            }
            if (fails) {
                throw new IllegalStateException("by design");
            }
            if (calls++ < callsThatAllocate && prepared < quietFrom) {
                garbage = new byte[garbageBytes];
            }
            busy.decrementAndGet();
        }

        @Override
        public boolean sameBits() {
            return !differs;
        }

        @Override
        public void publish() {
            published = true;
        }

        @Override
        public void release() {
            released++;
        }

        @Override
        public boolean vectorized() {
            return published;
        }
    }
}
