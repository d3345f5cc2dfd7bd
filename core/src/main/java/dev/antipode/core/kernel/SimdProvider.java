package dev.antipode.core.kernel;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;

/**
 * The one door to the SIMD package, which is never linked to statically: its classes are loaded by name, and only where
 * the Vector API is present.
 */
public final class SimdProvider {
    private static final String PACKAGE = "dev.antipode.core.simd.";

    private SimdProvider() {}

    /**
     * Whether the Vector API can be used in this JVM.
     *
     * @return false if the module {@code jdk.incubator.vector} was not added, for example by {@code --add-modules}, and may not be
     *     added later
     */
    public static boolean available() {
        return VectorModule.available();
    }

    /**
     * Whether C1, the JVM's quick compiler, may compile generated methods. It gives up, sometimes for good, on vector
     * methods that are large or hold many vectors at a time.
     *
     * @return false where it is excluded, as by {@code -XX:CompilationMode=high-only}
     */
    public static boolean quickCompiler() {
        return JvmFlags.ofThisJvm().quickCompiler();
    }

    /**
     * Whether the processor is an x86-64.
     *
     * @return false on Arm and others
     */
    public static boolean x86() {
        String processor = System.getProperty("os.arch", "");
        return processor.equals("amd64") || processor.equals("x86_64");
    }

    /**
     * Makes an object of a class of the SIMD package.
     *
     * @param type what the class implements
     * @param simpleName the class, public with a public constructor without parameters
     * @param <T> what the class implements
     * @return the object, or empty where the Vector API is not available
     * @throws IllegalStateException if there is no such class, or its constructor threw
     */
    public static <T> Optional<T> create(Class<T> type, String simpleName) {
        Optional<Module> vector = VectorModule.get();
        if (vector.isEmpty()) {
            return Optional.empty();
        }
        SimdProvider.class.getModule().addReads(vector.get());
        try {
            Class<?> found = Class.forName(PACKAGE + simpleName, true, SimdProvider.class.getClassLoader());
            return Optional.of(type.cast(found.getConstructor().newInstance()));
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the SIMD class " + simpleName + " could not be set up", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the SIMD package has no usable class " + simpleName, e);
        }
    }
}
