package dev.antipode.core.simd;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.SimdProvider;
import dev.antipode.core.linear.DenseKernel;
import dev.antipode.core.memory.Precision;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;

/** Generates the SIMD dense kernels: one class for each precision and arithmetic, from the same {@link DenseCode}. */
public final class DenseKernels implements DenseKernel.Factory {
    private static final ClassDesc DRIVER = SimdCode.desc(DenseDriver.class);

    /** On x86 this width alone comes with 32 vector registers, as other processors have them at any width. */
    private static final int AVX512_BYTES = 64;

    /** For {@link dev.antipode.core.kernel.SimdProvider}. */
    public DenseKernels() {}

    @Override
    public DenseKernel kernel(Precision precision, Arithmetic arithmetic, boolean small) {
        SimdCode element = precision == Precision.F32 ? SimdCode.FLOAT : SimdCode.DOUBLE;
        // C1 makes objects of slices, cannot always hold a large tile, and then never hands either on to C2.
        boolean quick = SimdProvider.quickCompiler();
        DenseCode body = new DenseCode(element, arithmetic == Arithmetic.FUSED, !quick);
        int mostOutputs = small ? 4 : quick || !manyRegisters(element) ? 8 : 16;
        byte[] bytes = ClassFile.of()
                .build(
                        ClassDesc.of(DRIVER.packageName(), "GeneratedSimdDense" + precision + arithmetic),
                        type -> type.withSuperclass(DRIVER)
                                .withFlags(ClassFile.ACC_FINAL)
                                .withMethodBody(
                                        ConstantDescs.INIT_NAME,
                                        ConstantDescs.MTD_void,
                                        0,
                                        code -> constructor(code, element, mostOutputs))
                                .withMethodBody("tile3x4", DenseCode.TILE, 0, code -> body.tile(code, 3, 4))
                                .withMethodBody("tile2x4", DenseCode.TILE, 0, code -> body.tile(code, 2, 4))
                                .withMethodBody("tile1x4", DenseCode.TILE, 0, code -> body.tile(code, 1, 4))
                                .withMethodBody("tile16x1", DenseCode.TILE, 0, code -> body.tile(code, 16, 1))
                                .withMethodBody("tile8x1", DenseCode.TILE, 0, code -> body.tile(code, 8, 1))
                                .withMethodBody("tile4x1", DenseCode.TILE, 0, code -> body.tile(code, 4, 1))
                                .withMethodBody("tile2x1", DenseCode.TILE, 0, code -> body.tile(code, 2, 1))
                                .withMethodBody("tile1x1", DenseCode.TILE, 0, code -> body.tile(code, 1, 1))
                                .withMethodBody("units4", DenseCode.UNITS, 0, code -> body.units(code, 4))
                                .withMethodBody("units1", DenseCode.UNITS, 0, code -> body.units(code, 1))
                                .withMethodBody("scalars4", DenseCode.UNITS, 0, code -> body.scalars(code, 4))
                                .withMethodBody("scalars1", DenseCode.UNITS, 0, code -> body.scalars(code, 1)));
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            return (DenseKernel) lookup.defineHiddenClass(bytes, true)
                    .lookupClass()
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the generated dense class is not usable", e);
        }
    }

    /** Where there are 16, the sums of a large tile wait in memory, and it takes twice the time of small ones. */
    private static boolean manyRegisters(SimdCode element) {
        return !SimdProvider.x86() || element.vectorBytes() == AVX512_BYTES;
    }

    private static void constructor(CodeBuilder code, SimdCode element, int mostOutputs) {
        code.aload(0)
                .loadConstant(element.lanes())
                .loadConstant(element.vectorBytes())
                .loadConstant(mostOutputs)
                .invokespecial(
                        DRIVER,
                        ConstantDescs.INIT_NAME,
                        MethodTypeDesc.of(
                                ConstantDescs.CD_void,
                                ConstantDescs.CD_int,
                                ConstantDescs.CD_int,
                                ConstantDescs.CD_int))
                .return_();
    }
}
