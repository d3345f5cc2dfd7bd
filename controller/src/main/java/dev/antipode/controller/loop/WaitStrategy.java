package dev.antipode.controller.loop;

import java.util.concurrent.locks.LockSupport;

/** How the loop waits for the next tick: what it costs the processor against how late it wakes up. */
public enum WaitStrategy {
    /** {@link LockSupport#parkNanos(long)}: everywhere, idle meanwhile. */
    PARK {
        @Override
        public TickClock clock() {
            return new JvmClock(0, 0);
        }
    },
    /** {@code clock_nanosleep} until an absolute time: Linux, idle meanwhile, and free of the error of computing a duration. */
    NANOSLEEP {
        @Override
        public TickClock clock() {
            return new NanosleepClock();
        }
    },
    /** Looks at the clock all the time: earliest, and takes a processor for itself. */
    SPIN {
        @Override
        public TickClock clock() {
            return new JvmClock(Long.MAX_VALUE, 0);
        }
    },
    /** Parks until shortly before the time, then spins. */
    HYBRID {
        @Override
        public TickClock clock() {
            return new JvmClock(SPIN_NANOS, SPIN_NANOS);
        }
    };

    /** Longer than most wake-ups are late on an ordinary kernel. */
    private static final long SPIN_NANOS = 200_000;

    /**
     * A clock that waits in this way.
     *
     * @return for one loop
     * @throws UnsupportedOperationException if the system cannot, with the remedy
     */
    public abstract TickClock clock();

    /** The JVM's own means: parks while more than {@code spinNanos} are left, then spins. */
    private record JvmClock(long spinNanos, long earlyNanos) implements TickClock {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public long realNanos(long deadlineNanos) {
            return deadlineNanos;
        }

        @Override
        public void awaitUntil(long deadlineNanos) {
            long left = deadlineNanos - System.nanoTime();
            while (left > 0) {
                if (left > spinNanos) {
                    LockSupport.parkNanos(left - earlyNanos);
                } else if (spinNanos > 0) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.parkNanos(left);
                }
                left = deadlineNanos - System.nanoTime();
            }
        }
    }
}
