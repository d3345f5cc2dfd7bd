package dev.antipode.core.lift;

import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Type;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/** Calls: into the lifted program, to the intrinsics, or to a handler. */
final class Calls {
    private final GraphBuilder graph;
    private final ClassFiles classes;
    private final Heap heap;
    private final Machine machine;
    private final Intrinsics intrinsics;

    Calls(GraphBuilder graph, ClassFiles classes, Heap heap, Machine machine) {
        this.graph = graph;
        this.classes = classes;
        this.heap = heap;
        this.machine = machine;
        this.intrinsics = new Intrinsics(graph);
    }

    void invoke(InvokeInstruction call, Frame frame) {
        MethodTypeDesc type = call.typeSymbol();
        Class<?> owner =
                ClassFiles.load(call.owner().asInternalName(), frame.code().owner());
        boolean isStatic = call.opcode() == Opcode.INVOKESTATIC;
        int receivers = isStatic ? 0 : 1;
        Value[] arguments = new Value[type.parameterCount() + receivers];
        for (int i = arguments.length - 1; i >= receivers; i--) {
            arguments[i] = frame.pop();
        }
        if (!isStatic) {
            arguments[0] = frame.popRef();
        }
        String name = call.name().stringValue();
        if (isStatic || call.opcode() == Opcode.INVOKESPECIAL) {
            exact(owner, name, type, arguments, frame);
        } else {
            virtual(owner, name, type, arguments, frame);
        }
    }

    private void exact(Class<?> owner, String name, MethodTypeDesc type, Value[] arguments, Frame frame) {
        if (ClassFiles.isPlatform(owner)) {
            if (name.equals("<init>") && (owner == Object.class || owner == Record.class)) {
                return;
            }
            platform(owner, name, type, arguments, frame);
            return;
        }
        MethodCode code = classes.exact(owner, name, type.descriptorString());
        if (code == null) {
            throw unknown(owner, name);
        }
        machine.call(code, arguments);
    }

    private void virtual(Class<?> owner, String name, MethodTypeDesc type, Value[] arguments, Frame frame) {
        Class<?> receiver = switch ((Value.Ref) arguments[0]) {
            case Value.Answering(Argument.CallHandler handler) -> {
                answer(handler, owner, name, type, arguments, frame);
                yield null;
            }
            case Value.Null _ -> throw Heap.nullPointer();
            case Value.Known(Object object) -> object.getClass();
            case Entity entity -> entity.type();
        };
        if (receiver == null) {
            return;
        }
        if (receiver.isArray() && name.equals("clone")) {
            frame.push(heap.copy((Value.Ref) arguments[0]));
            return;
        }
        if (name.equals("ordinal") && arguments[0] instanceof Value.Known(Enum<?> constant)) {
            frame.push(new Value.Int(constant.ordinal()));
            return;
        }
        MethodCode code = ClassFiles.isPlatform(receiver)
                ? null
                : classes.virtual(owner, receiver, name, type.descriptorString());
        if (code == null) {
            platform(receiver, name, type, arguments, frame);
        } else if (receiver.isRecord() && code.hasDynamicCall() && isOfObject(name)) {
            throw new Refusal(
                    "the method " + name + " of record " + receiver.getName() + " is called",
                    "compare or use its components");
        } else {
            machine.call(code, arguments);
        }
    }

    private static boolean isOfObject(String name) {
        return name.equals("equals") || name.equals("hashCode") || name.equals("toString");
    }

    private void answer(
            Argument.CallHandler handler,
            Class<?> owner,
            String name,
            MethodTypeDesc type,
            Value[] arguments,
            Frame frame) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 1; i < arguments.length; i++) {
            if (!(arguments[i] instanceof Value.Real(Node node))) {
                throw new Refusal("an argument of " + owner.getName() + "." + name + " is not a double");
            }
            nodes.add(node);
        }
        machine.answered();
        Node node;
        try {
            node = handler.call(graph, name, List.copyOf(nodes));
        } catch (LiftException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new Refusal("the call of " + owner.getName() + "." + name + " is refused", e.getMessage(), e);
        }
        String returns = type.returnType().descriptorString();
        if (returns.equals("D") && node.type() == Type.REAL) {
            frame.push(new Value.Real(node));
        } else if (returns.equals("Z") && node.type() == Type.MASK) {
            frame.push(new Masks(graph).value(node));
        } else {
            throw new Refusal("the result of " + owner.getName() + "." + name + " is neither a double nor a boolean");
        }
    }

    private void platform(Class<?> owner, String name, MethodTypeDesc type, Value[] arguments, Frame frame) {
        Intrinsics.Intrinsic intrinsic = intrinsics.find(owner, name, type.descriptorString());
        if (intrinsic == null) {
            throw new Refusal(
                    (name.equals("<init>") ? "a constructor of " + owner.getName() : owner.getName() + "." + name)
                            + " is called, which has no counterpart in a graph",
                    remedy(owner, name));
        }
        frame.push(intrinsic.apply(arguments));
    }

    private static String remedy(Class<?> owner, String name) {
        if (name.equals("random") || owner.getName().contains("andom")) {
            return "take random numbers from an argument that is answered while lifting";
        }
        if (owner == Double.class && name.equals("compare")) {
            return "compare with <, <= and ==";
        }
        return "lifted methods call their own code and the functions of Math only";
    }

    private static Refusal unknown(Class<?> owner, String name) {
        return new Refusal("method " + owner.getName() + "." + name + " has no code");
    }

    static Refusal refuse(InvokeDynamicInstruction call) {
        String bootstrap = call.bootstrapMethod().owner().displayName();
        return switch (bootstrap) {
            case "StringConcatFactory" ->
                new Refusal("strings are put together", "lifted methods are pure functions of doubles");
            case "LambdaMetafactory" -> new Refusal("a lambda or method reference is used", "make it a class");
            case "SwitchBootstraps" ->
                new Refusal("a switch on patterns is used", "use a method of the objects, or instanceof");
            case "ObjectMethods" -> new Refusal("a generated method of a record is called", "use its components");
            default -> new Refusal("a dynamic call (" + bootstrap + ") is used");
        };
    }
}
