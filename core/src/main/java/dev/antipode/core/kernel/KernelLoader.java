package dev.antipode.core.kernel;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;

/** Turns a program into a kernel: class files, hidden classes of this package, one instance each. */
final class KernelLoader {
    /** Well below the 65535 entries of a constant pool, at two entries for the rarest eight bytes of code. */
    private static final int CLASS_BYTECODES = 160_000;

    private KernelLoader() {}

    /**
     * Defines the classes of a kernel.
     *
     * @param kind {@code Scalar}, {@code Starter} or {@code Simd}: the classes are named {@code Generated<kind><name>}, and JVM options
     *     tell by that which compiler they are for
     */
    static KernelCode load(String kind, Emitter emitter, ChunkedProgram program) {
        return load(classFiles(kind, emitter, program), emitter, program.shared());
    }

    /** The class files of a kernel, in order. */
    static List<byte[]> classFiles(String kind, Emitter emitter, ChunkedProgram program) {
        String simpleName = "Generated" + kind + identifier(program.name());
        return parts(program.chunks()).stream()
                .map(chunks -> KernelClassWriter.write(simpleName, emitter, program, chunks))
                .toList();
    }

    /** Defines class files that an emitter like this one wrote. */
    static KernelCode load(List<byte[]> classFiles, Emitter emitter, SharedRows shared) {
        List<KernelCode> parts = new ArrayList<>();
        for (byte[] classFile : classFiles) {
            parts.add(define(classFile));
        }
        return parts.size() == 1
                ? parts.getFirst()
                : new PartedKernel(
                        parts.toArray(KernelCode[]::new),
                        emitter.lanes(),
                        emitter.bytes(),
                        shared.broadcast() ? 0 : emitter.bytes());
    }

    private static List<List<Chunk>> parts(List<Chunk> chunks) {
        List<List<Chunk>> parts = new ArrayList<>();
        List<Chunk> part = new ArrayList<>();
        int bytes = 0;
        for (Chunk chunk : chunks) {
            int size = CodeSize.of(chunk);
            if (bytes + size > CLASS_BYTECODES && !part.isEmpty()) {
                parts.add(part);
                part = new ArrayList<>();
                bytes = 0;
            }
            part.add(chunk);
            bytes += size;
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }

    private static KernelCode define(byte[] classFile) {
        try {
            return (KernelCode) MethodHandles.lookup()
                    .defineHiddenClass(classFile, true)
                    .lookupClass()
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a generated class of this package cannot be defined", e);
        }
    }

    private static String identifier(String name) {
        StringBuilder identifier = new StringBuilder();
        boolean upper = true;
        for (char c : name.toCharArray()) {
            if (c < 128 && Character.isLetterOrDigit(c)) {
                identifier.append(upper ? Character.toUpperCase(c) : c);
            }
            upper = c >= 128 || !Character.isLetterOrDigit(c);
        }
        return identifier.toString();
    }
}
