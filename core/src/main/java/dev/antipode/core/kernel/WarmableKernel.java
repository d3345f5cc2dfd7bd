package dev.antipode.core.kernel;

import java.util.List;
import java.util.Map;

/** The warm-up of a kernel made from a graph. */
final class WarmableKernel implements Warmable {
    private final CompiledKernel kernel;
    private final SimdSupport support;

    /** The class files of the SIMD code, by its width in bits, where an archive has them. */
    private final Map<String, List<byte[]>> classFiles;

    private KernelCheck check;
    private KernelCode simd;
    private int lanes;

    WarmableKernel(CompiledKernel kernel, SimdSupport support, Map<String, List<byte[]>> classFiles) {
        this.classFiles = classFiles;
        this.kernel = kernel;
        this.support = support;
    }

    CompiledKernel kernel() {
        return kernel;
    }

    @Override
    public String name() {
        return kernel.name();
    }

    @Override
    public void prepare() {
        int bits = support.vectorBits();
        if (bits == 0) {
            throw new IllegalStateException(support.reason());
        }
        Emitter emitter = new VectorEmitter(kernel.precision(), bits, kernel.rowStrideBytes());
        List<byte[]> files = classFiles.get(String.valueOf(bits));
        simd = files == null
                ? KernelLoader.load("Simd", emitter, kernel.program())
                : KernelLoader.load(files, emitter, kernel.shared());
        check = new KernelCheck(
                kernel.precision(), kernel.rows(), kernel.scratchBytes(), kernel.rowStrideBytes(), kernel.shared());
        check.fillOrdinary();
        // A kernel with its code in the loop is compiled for longer loops if it meets them.
        lanes = kernel.facts().chunks() == 1 ? check.lanes() : emitter.lanes();
    }

    @Override
    public void exercise() {
        check.run(simd, lanes);
    }

    @Override
    public boolean sameBits() {
        return check.sameBits(kernel.scalar(), simd);
    }

    @Override
    public void publish() {
        kernel.publish(simd);
    }

    @Override
    public void release() {
        if (check != null) {
            check.close();
            check = null;
        }
    }

    @Override
    public boolean vectorized() {
        return kernel.vectorized();
    }
}
