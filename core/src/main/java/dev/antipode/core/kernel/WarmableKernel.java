package dev.antipode.core.kernel;

import java.util.List;

/** The warm-up of a kernel made from a graph. */
final class WarmableKernel implements Warmable {
    private final CompiledKernel kernel;
    private final Emitter emitter;

    /** The class files of the SIMD code where an archive has them, else null. */
    private final List<byte[]> classFiles;

    private KernelCheck check;
    private KernelCode simd;
    private int lanes;

    WarmableKernel(CompiledKernel kernel, Emitter emitter, List<byte[]> classFiles) {
        this.classFiles = classFiles;
        this.kernel = kernel;
        this.emitter = emitter;
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
        simd = classFiles == null
                ? KernelLoader.load("Simd", emitter, kernel.program())
                : KernelLoader.load(classFiles, emitter, kernel.shared());
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
