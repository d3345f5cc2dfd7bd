package dev.antipode.core.lift;

import dev.antipode.core.graph.GraphBuilder;
import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.NopInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;

/** What each instruction does to a frame. */
final class Interpreter {
    private final GraphBuilder graph;
    private final Heap heap;
    private final Calls calls;
    private final Machine machine;
    private final Arithmetic arithmetic;
    private final Conditions conditions;

    Interpreter(GraphBuilder graph, Heap heap, Calls calls, Machine machine) {
        this.graph = graph;
        this.heap = heap;
        this.calls = calls;
        this.machine = machine;
        this.arithmetic = new Arithmetic(graph);
        this.conditions = new Conditions(graph);
    }

    void execute(Frame frame, Instruction instruction) {
        switch (instruction) {
            case LoadInstruction load -> frame.push(frame.local(load.slot()));
            case StoreInstruction store -> frame.local(store.slot(), frame.pop());
            case ConstantInstruction constant -> frame.push(constant(constant));
            case OperatorInstruction operator
            when operator.opcode() == Opcode.ARRAYLENGTH -> frame.push(new Value.Int(heap.length(frame.popRef())));
            case OperatorInstruction operator -> arithmetic.operate(operator.opcode(), frame);
            case ConvertInstruction convert -> arithmetic.convert(convert.fromType(), convert.toType(), frame);
            case IncrementInstruction increment -> increment(frame, increment);
            case StackInstruction stack -> StackOperations.apply(stack.opcode(), frame);
            case BranchInstruction branch -> branch(frame, branch);
            case TableSwitchInstruction s ->
                select(frame, s.cases(), frame.code().target(s.defaultTarget()));
            case LookupSwitchInstruction s ->
                select(frame, s.cases(), frame.code().target(s.defaultTarget()));
            case ReturnInstruction r -> machine.leave(frame, r.typeKind() == TypeKind.VOID ? null : frame.pop());
            case FieldInstruction field -> field(frame, field);
            case InvokeInstruction invoke -> calls.invoke(invoke, frame);
            case InvokeDynamicInstruction dynamic -> throw Calls.refuse(dynamic);
            case NewObjectInstruction n ->
                frame.push(make(load(frame, n.className().asInternalName())));
            case NewPrimitiveArrayInstruction n ->
                frame.push(heap.array(Primitives.type(n.typeKind()), frame.popInt()));
            case NewReferenceArrayInstruction n ->
                frame.push(heap.array(load(frame, n.componentType().asInternalName()), frame.popInt()));
            case ArrayLoadInstruction _ -> {
                int index = frame.popInt();
                frame.push(heap.readElement(frame.popRef(), index));
            }
            case ArrayStoreInstruction store -> {
                Value value = store(frame.pop());
                int index = frame.popInt();
                heap.writeElement(frame.popRef(), index, value);
            }
            case TypeCheckInstruction check -> check(frame, check);
            case ThrowInstruction _ -> throw thrown(frame.pop());
            case NopInstruction _ -> {
                // Nothing.
            }
            default ->
                throw new Refusal(
                        "the instruction " + instruction.opcode() + " is not supported",
                        instruction.opcode() == Opcode.MULTIANEWARRAY
                                ? "use one array of records or of doubles"
                                : "lifted methods are pure functions of doubles");
        }
    }

    private static Value store(Value value) {
        if (value instanceof Value.Conflict conflict) {
            throw conflict.refusal();
        }
        return value;
    }

    private static Refusal thrown(Value exception) {
        String name = exception instanceof Entity entity ? entity.type().getName() : "an exception";
        return new Refusal(
                name + " is thrown on a way that is taken, or that a symbolic condition may take",
                "return a value instead, or let the condition depend on known values alone");
    }

    private static Class<?> load(Frame frame, String internalName) {
        return ClassFiles.load(internalName, frame.code().owner());
    }

    private Value constant(ConstantInstruction instruction) {
        if (instruction.opcode() == Opcode.ACONST_NULL) {
            return Value.Null.NULL;
        }
        return switch (instruction.constantValue()) {
            case Integer i -> new Value.Int(i);
            case Long l -> new Value.Long64(l);
            case Float f -> new Value.Single(f);
            case Double d -> new Value.Real(graph.constant(d));
            case String s -> new Value.Known(s);
            case ClassDesc c -> new Value.Known(c);
            default -> throw new Refusal("a constant of a kind that is not supported is used");
        };
    }

    private static void increment(Frame frame, IncrementInstruction increment) {
        frame.push(frame.local(increment.slot()));
        frame.local(increment.slot(), new Value.Int(frame.popInt() + increment.constant()));
    }

    private void branch(Frame frame, BranchInstruction branch) {
        int target = frame.code().target(branch.target());
        if (MethodCode.isGoto(branch)) {
            frame.jump(target);
        } else {
            machine.branch(frame, conditions.jumps(branch.opcode(), frame), target);
        }
    }

    private static void select(Frame frame, List<SwitchCase> cases, int defaultTarget) {
        int value = frame.popInt();
        int target = defaultTarget;
        for (SwitchCase c : cases) {
            if (c.caseValue() == value) {
                target = frame.code().target(c.target());
            }
        }
        frame.jump(target);
    }

    private Entity make(Class<?> type) {
        if (Throwable.class.isAssignableFrom(type)) {
            throw new Refusal(
                    type.getName() + " is thrown on a way that is taken, or that a symbolic condition may take",
                    "return a value instead, or let the condition depend on known values alone");
        }
        if (ClassFiles.isPlatform(type)) {
            throw new Refusal(
                    "an object of class " + type.getName() + " is made", "use records and arrays of doubles instead");
        }
        return heap.object(type);
    }

    private void field(Frame frame, FieldInstruction instruction) {
        Class<?> owner = load(frame, instruction.owner().asInternalName());
        String name = instruction.name().stringValue();
        Field field = Reflection.find(owner, name);
        if (field == null) {
            throw new Refusal("field " + owner.getName() + "." + name + " does not exist");
        }
        switch (instruction.opcode()) {
            case GETFIELD -> frame.push(heap.readField(frame.popRef(), field));
            case PUTFIELD -> {
                Value value = store(frame.pop());
                heap.writeField(frame.popRef(), field, value);
            }
            case GETSTATIC -> frame.push(readStatic(field));
            default ->
                throw new Refusal(
                        "static field " + owner.getName() + "." + name + " is written",
                        "return the new value instead: lifted methods are pure");
        }
    }

    private Value readStatic(Field field) {
        String name = field.getDeclaringClass().getName() + "." + field.getName();
        if (field.isSynthetic() && field.getName().equals("$assertionsDisabled")) {
            // A graph has no place for assertions: they are skipped, as in a JVM without -ea.
            return new Value.Int(1);
        }
        if (ClassFiles.isPlatform(field.getDeclaringClass())) {
            throw new Refusal("static field " + name + " is read", "lifted methods are pure functions of doubles");
        }
        if (!Modifier.isFinal(field.getModifiers())) {
            throw new Refusal(
                    "static field " + name + " is read but not final",
                    "declare it final, or make it a component of the parameters");
        }
        return heap.fromJava(Reflection.field(field, null), field.getType());
    }

    private void check(Frame frame, TypeCheckInstruction instruction) {
        Class<?> type = load(frame, instruction.type().asInternalName());
        Value.Ref ref = frame.popRef();
        Class<?> actual = switch (ref) {
            case Entity entity -> entity.type();
            case Value.Known(Object object) -> object.getClass();
            case Value.Null _, Value.Answering _ -> null;
        };
        boolean instance = actual != null && type.isAssignableFrom(actual);
        if (instruction.opcode() == Opcode.INSTANCEOF) {
            if (ref instanceof Value.Answering) {
                throw new Refusal("instanceof is asked of an interface whose calls are answered while lifting");
            }
            frame.push(new Value.Int(instance ? 1 : 0));
            return;
        }
        if (actual != null && !instance) {
            throw new Refusal(actual.getTypeName() + " is cast to " + type.getTypeName());
        }
        frame.push(ref);
    }
}
