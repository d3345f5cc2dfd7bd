package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class WorkerPoolTest {
    @Test
    void everyWorkerDoesEveryPhaseOnceBeforeTheNextBegins() {
        for (int workers = 1; workers <= 4; workers++) {
            try (WorkerPool pool = new WorkerPool(workers, "test")) {
                AtomicIntegerArray done = new AtomicIntegerArray(workers);
                for (int phase = 1; phase <= 2000; phase++) {
                    pool.run(done::incrementAndGet);
                    for (int w = 0; w < workers; w++) {
                        assertThat(done.get(w)).isEqualTo(phase);
                    }
                }
            }
        }
    }

    @Test
    void aFailureReachesTheCaller() {
        try (WorkerPool pool = new WorkerPool(3, "test")) {
            assertThatThrownBy(() -> pool.run(worker -> {
                        if (worker == 2) {
                            throw new ArithmeticException("boom");
                        }
                    }))
                    .hasRootCauseMessage("boom");
        }
    }

    @Test
    void closingEndsTheThreads() {
        WorkerPool pool = new WorkerPool(3, "ending");
        pool.run(worker -> {});
        pool.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("ending-"));
    }
}
