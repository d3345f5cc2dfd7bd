package dev.antipode.core.simd;

import dev.antipode.core.memory.Precision;
import dev.antipode.core.random.RandomKernel;
import dev.antipode.core.random.Threefry;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;

/** Generates the SIMD form of {@link Threefry}: one straight-line method, since in a loop the JVM's compiler gives up. */
public final class ThreefryKernels implements RandomKernel.Factory {
    private static final ClassDesc DRIVER = SimdCode.desc(ThreefryDriver.class);
    private static final MethodTypeDesc BLOCK = MethodTypeDesc.of(
            ConstantDescs.CD_void,
            SimdCode.SEGMENT,
            ConstantDescs.CD_long,
            ConstantDescs.CD_long,
            ConstantDescs.CD_int,
            ConstantDescs.CD_long,
            ConstantDescs.CD_long,
            ConstantDescs.CD_int,
            ConstantDescs.CD_int,
            ConstantDescs.CD_int,
            ConstantDescs.CD_int,
            ConstantDescs.CD_int,
            ConstantDescs.CD_int,
            ConstantDescs.CD_int,
            ConstantDescs.CD_int);

    // Local variables of the generated method, in the order of its parameters.
    private static final int SEGMENT = 1;
    private static final int OUTPUT = 2;
    private static final int ROW_STRIDE = 4;
    private static final int ROWS = 6;
    private static final int COUNTERS = 7;
    private static final int COUNTER_STRIDE = 9;
    private static final int COUNTER = 11;
    private static final int KEY = 15;
    private static final int PARITY = 19;
    private static final int WORD = 20;

    /** For {@link dev.antipode.core.kernel.SimdProvider}. */
    public ThreefryKernels() {}

    @Override
    public RandomKernel kernel(Precision precision) {
        SimdCode element = precision == Precision.F32 ? SimdCode.FLOAT : SimdCode.DOUBLE;
        byte[] bytes = ClassFile.of()
                .build(
                        ClassDesc.of(DRIVER.packageName(), "GeneratedSimdThreefry" + precision),
                        type -> type.withSuperclass(DRIVER)
                                .withFlags(ClassFile.ACC_FINAL)
                                .withMethodBody(
                                        ConstantDescs.INIT_NAME,
                                        ConstantDescs.MTD_void,
                                        0,
                                        code -> constructor(code, element))
                                .withMethodBody("block", BLOCK, 0, code -> body(code, element)));
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            return (RandomKernel) lookup.defineHiddenClass(bytes, true)
                    .lookupClass()
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the generated Threefry class is not usable", e);
        }
    }

    private static void constructor(CodeBuilder code, SimdCode element) {
        code.aload(0)
                .loadConstant(SimdCode.INT.lanes())
                .loadConstant(element.elementBytes())
                .invokespecial(
                        DRIVER,
                        ConstantDescs.INIT_NAME,
                        MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int, ConstantDescs.CD_int))
                .return_();
    }

    private static void body(CodeBuilder code, SimdCode element) {
        code.loadConstant(Threefry.PARITY);
        for (int word = 0; word < 4; word++) {
            code.iload(KEY + word).ixor();
        }
        code.istore(PARITY);
        for (int word = 0; word < 4; word++) {
            loadCounter(code, word);
        }
        for (int round = 0; round < Threefry.ROUNDS; round++) {
            int partner = round % 2 == 0 ? 1 : 3;
            mix(code, 0, partner, Threefry.rotation(round, 0));
            mix(code, 2, 4 - partner, Threefry.rotation(round, 1));
            if (round % 4 == 3) {
                inject(code, round / 4 + 1);
            }
        }
        for (int word = 0; word < 4; word++) {
            if (word > 0) {
                nextRow(code, word);
            }
            if (element == SimdCode.FLOAT) {
                storeFloats(code, word);
            } else {
                storeDoubles(code, word);
            }
        }
        code.return_();
    }

    /** The lanes' words, plus the call's word, plus the first key word. */
    private static void loadCounter(CodeBuilder code, int word) {
        SimdCode.INT.load(code, SEGMENT, COUNTERS, 0);
        SimdCode.INT.species(code);
        code.iload(COUNTER + word).iload(KEY + word).iadd();
        SimdCode.INT.broadcast(code);
        SimdCode.INT.add(code);
        code.astore(WORD + word);
        code.lload(COUNTERS).lload(COUNTER_STRIDE).ladd().lstore(COUNTERS);
    }

    private static void mix(CodeBuilder code, int sum, int other, int rotation) {
        code.aload(WORD + sum).aload(WORD + other);
        SimdCode.INT.add(code);
        code.astore(WORD + sum);
        code.aload(WORD + other);
        SimdCode.INT.shift(code, "ROL", rotation);
        SimdCode.INT.xor(code, WORD + sum);
        code.astore(WORD + other);
    }

    private static void inject(CodeBuilder code, int injection) {
        for (int word = 0; word < 4; word++) {
            code.aload(WORD + word);
            SimdCode.INT.species(code);
            code.iload(KEY + (word + injection) % 5);
            if (word == 3) {
                code.loadConstant(injection).iadd();
            }
            SimdCode.INT.broadcast(code);
            SimdCode.INT.add(code);
            code.astore(WORD + word);
        }
    }

    /** Ends here if all rows asked for are written. */
    private static void nextRow(CodeBuilder code, int written) {
        Label more = code.newLabel();
        code.iload(ROWS).loadConstant(written).if_icmpgt(more).return_().labelBinding(more);
        code.lload(OUTPUT).lload(ROW_STRIDE).ladd().lstore(OUTPUT);
    }

    /** The upper 23 bits are exact in a float, with the half too. */
    private static void storeFloats(CodeBuilder code, int word) {
        code.aload(WORD + word);
        SimdCode.INT.shift(code, "LSHR", 9);
        SimdCode.INT.convert(code, "I2F", 0, SimdCode.FLOAT);
        scale(code, SimdCode.FLOAT, 0.5, 0x1p-23);
        SimdCode.FLOAT.store(code, SEGMENT, OUTPUT, 0);
    }

    /** Processors convert signed numbers only: the sign bit is flipped before and 2^31 added after, exactly. */
    private static void storeDoubles(CodeBuilder code, int word) {
        code.aload(WORD + word);
        SimdCode.INT.constant(code, Integer.MIN_VALUE);
        SimdCode.INT.add(code);
        code.astore(WORD + word);
        for (int part = 0; part < 2; part++) {
            code.aload(WORD + word);
            SimdCode.INT.convert(code, "I2D", part, SimdCode.DOUBLE);
            scale(code, SimdCode.DOUBLE, 0x1p31 + 0.5, 0x1p-32);
            SimdCode.DOUBLE.store(code, SEGMENT, OUTPUT, (long) part * SimdCode.DOUBLE.vectorBytes());
        }
    }

    private static void scale(CodeBuilder code, SimdCode element, double summand, double factor) {
        element.constant(code, summand);
        element.add(code);
        element.constant(code, factor);
        element.mul(code);
    }
}
