package dev.antipode.core.kernel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Kernels whose SIMD code is warm, for engines that follow one another in one process: only the first one that needs a kernel compiles
 * and warms it, while this is bound to {@link #IN_USE}. Holds code alone, which any thread may run, as long as it is bound.
 */
public final class WarmKernels {
    /** The kernels of the work at hand; unbound where every engine makes its own. */
    public static final ScopedValue<WarmKernels> IN_USE = ScopedValue.newInstance();

    private final Map<String, Warmable> kernels = new ConcurrentHashMap<>();

    /** None yet. */
    public WarmKernels() {}

    /**
     * Does work whose engines share their kernels, also with what is bound already.
     *
     * @param <R> what the work gives
     * @param <X> what it may throw
     * @param work to be done on this thread
     * @return what it gives
     * @throws X what the work throws
     */
    public static <R, X extends Throwable> R shared(ScopedValue.CallableOp<? extends R, X> work) throws X {
        return IN_USE.isBound()
                ? work.call()
                : ScopedValue.where(IN_USE, new WarmKernels()).call(work);
    }

    /** The warm kernel of this key, or null; the key tells all that its code depends on. */
    static <T extends Warmable> T find(Class<T> type, String key) {
        Warmable kernel = IN_USE.isBound() ? IN_USE.get().kernels.get(key) : null;
        return type.isInstance(kernel) && kernel.vectorized() ? type.cast(kernel) : null;
    }

    /** Offers a kernel to later engines, once it is warm. */
    static void offer(String key, Warmable kernel) {
        if (IN_USE.isBound()) {
            IN_USE.get().kernels.put(key, kernel);
        }
    }
}
