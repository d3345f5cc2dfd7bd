package dev.antipode.core.kernel;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.List;

/**
 * The class file of a kernel, or of a part of one: a driver with the only loop, and one static, loop-free method a
 * chunk. The compilers of the JVM give up for good on large loops and large methods of vector code, never on these.
 */
final class KernelClassWriter {
    /** A kernel of one chunk up to this size has its code in the loop: the call would cost a sixth of its time. */
    private static final int LOOP_BYTECODES = 1200;

    private static final MethodTypeDesc CHUNK = MethodTypeDesc.of(CD_void, Emitter.SEGMENT, CD_long, CD_long, CD_long);
    private static final MethodTypeDesc SHARING_CHUNK = CHUNK.insertParameterTypes(4, CD_long);
    private static final MethodTypeDesc RUN =
            MethodTypeDesc.of(CD_void, Emitter.SEGMENT, CD_long, CD_long, CD_int, CD_long, CD_long);
    private static final ClassDesc CODE = ClassDesc.of(KernelCode.class.getName());
    private static final int PUBLIC = AccessFlag.PUBLIC.mask();
    private static final int PRIVATE_STATIC = AccessFlag.PRIVATE.mask() | AccessFlag.STATIC.mask();

    // Local variables of run and of a chunk method, as their descriptors lay them out.
    private static final int BLOCK = 1;
    private static final int BASE = 2;
    private static final int STRIDE = 4;
    private static final int LANES = 6;
    private static final int SCRATCH = 7;
    private static final int SHARED = 9;
    private static final ChunkWriter.Frame IN_RUN = new ChunkWriter.Frame(BLOCK, BASE, STRIDE, SCRATCH, SHARED);
    private static final ChunkWriter.Frame IN_CHUNK = new ChunkWriter.Frame(0, 1, 3, 5, 7);

    private final ClassDesc self;
    private final Emitter emitter;
    private final ChunkedProgram program;

    private KernelClassWriter(ClassDesc self, Emitter emitter, ChunkedProgram program) {
        this.self = self;
        this.emitter = emitter;
        this.program = program;
    }

    /** A class in this package that implements {@link Kernel} with the given chunks of a program. */
    static byte[] write(String simpleName, Emitter emitter, ChunkedProgram program, List<Chunk> chunks) {
        ClassDesc self = ClassDesc.of(Kernel.class.getPackageName(), simpleName);
        KernelClassWriter writer = new KernelClassWriter(self, emitter, program);
        return ClassFile.of().build(self, type -> writer.write(type, chunks));
    }

    private void write(ClassBuilder type, List<Chunk> chunks) {
        type.withFlags(AccessFlag.FINAL, AccessFlag.SUPER);
        type.withSuperclass(CODE);
        type.withMethodBody(
                INIT_NAME,
                MTD_void,
                PUBLIC,
                code -> code.aload(0).invokespecial(CODE, INIT_NAME, MTD_void).return_());
        if (chunks.size() == 1 && CodeSize.of(chunks.getFirst()) <= LOOP_BYTECODES) {
            type.withMethodBody(
                    "run",
                    RUN,
                    PUBLIC,
                    code -> loop(code, () -> new ChunkWriter(code, emitter, program, IN_RUN).write(chunks.getFirst())));
            return;
        }
        type.withMethodBody("run", RUN, PUBLIC, code -> loop(code, () -> chunks.forEach(chunk -> call(code, chunk))));
        for (Chunk chunk : chunks) {
            type.withMethodBody(methodName(chunk), chunkType(), PRIVATE_STATIC, code -> {
                new ChunkWriter(code, emitter, program, IN_CHUNK).write(chunk);
                code.return_();
            });
        }
    }

    private static String methodName(Chunk chunk) {
        return "chunk" + chunk.index();
    }

    private void call(CodeBuilder code, Chunk chunk) {
        code.aload(BLOCK).lload(BASE).lload(STRIDE).lload(SCRATCH);
        if (sharing()) {
            code.lload(SHARED);
        }
        code.invokestatic(self, methodName(chunk), chunkType());
    }

    private boolean sharing() {
        return program.shared().count() > 0;
    }

    private MethodTypeDesc chunkType() {
        return sharing() ? SHARING_CHUNK : CHUNK;
    }

    /** {@code for (int lane = 0; lane < lanes; lane += step, base += bytes) body}. */
    private void loop(CodeBuilder code, Runnable body) {
        int lane = code.allocateLocal(TypeKind.INT);
        var head = code.newLabel();
        var done = code.newLabel();
        code.iconst_0().istore(lane).labelBinding(head);
        code.iload(lane).iload(LANES).if_icmpge(done);
        body.run();
        code.lload(BASE).loadConstant((long) emitter.bytes()).ladd().lstore(BASE);
        if (sharing() && !program.shared().broadcast()) {
            code.lload(SHARED).loadConstant((long) emitter.bytes()).ladd().lstore(SHARED);
        }
        code.iinc(lane, emitter.lanes()).goto_(head);
        code.labelBinding(done).return_();
    }
}
