package dev.antipode.core.kernel;

/** The warm-up of a kernel made from a graph. */
final class WarmableKernel implements Warmable {
    private final CompiledKernel kernel;
    private final Emitter emitter;
    private KernelCheck check;
    private Kernel simd;
    private int lanes;

    WarmableKernel(CompiledKernel kernel, Emitter emitter) {
        this.kernel = kernel;
        this.emitter = emitter;
    }

    @Override
    public String name() {
        return kernel.name();
    }

    @Override
    public void prepare() {
        simd = KernelLoader.load("Simd", emitter, kernel.program());
        check = new KernelCheck(
                kernel.program().graph().precision(),
                kernel.rows(),
                kernel.scratchBytes(),
                kernel.rowStrideBytes(),
                kernel.program().shared());
        check.fillOrdinary();
        // A kernel with its code in the loop is compiled for longer loops if it meets them.
        lanes = kernel.program().chunks().size() == 1 ? check.lanes() : emitter.lanes();
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
