package dev.antipode.core.lift;

import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The instructions of one method, with jump targets as indices. Exception handlers are left out. */
final class MethodCode {
    private final Class<?> owner;
    private final String name;
    private final MethodTypeDesc type;
    private final boolean isStatic;
    private final int maxLocals;
    private final int maxStack;
    private final List<Instruction> instructions = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();
    private final List<Integer> bytecodeIndices = new ArrayList<>();
    private final Map<Label, Integer> targets = new HashMap<>();
    private int[] joins;

    MethodCode(Class<?> owner, MethodModel method, CodeModel code) {
        this.owner = owner;
        this.name = method.methodName().stringValue();
        this.type = method.methodTypeSymbol();
        this.isStatic = (method.flags().flagsMask() & java.lang.reflect.Modifier.STATIC) != 0;
        CodeAttribute sizes = (CodeAttribute) code;
        this.maxLocals = sizes.maxLocals();
        this.maxStack = sizes.maxStack();
        int line = 0;
        int bytecodeIndex = 0;
        for (CodeElement element : code) {
            switch (element) {
                case Instruction instruction -> {
                    instructions.add(instruction);
                    lines.add(line);
                    bytecodeIndices.add(bytecodeIndex);
                    bytecodeIndex += instruction.sizeInBytes();
                }
                case LineNumber number -> line = number.line();
                case LabelTarget target -> targets.put(target.label(), instructions.size());
                default -> {
                    // Types of locals and exception tables say nothing that is needed here.
                }
            }
        }
    }

    Class<?> owner() {
        return owner;
    }

    String name() {
        return name;
    }

    MethodTypeDesc type() {
        return type;
    }

    boolean isStatic() {
        return isStatic;
    }

    /** Whether it has an invokedynamic, as the generated methods of records have. */
    boolean hasDynamicCall() {
        return instructions.stream().anyMatch(InvokeDynamicInstruction.class::isInstance);
    }

    int maxLocals() {
        return maxLocals;
    }

    int maxStack() {
        return maxStack;
    }

    int size() {
        return instructions.size();
    }

    Instruction instruction(int index) {
        return instructions.get(index);
    }

    /** The source line of an instruction, or 0. */
    int line(int index) {
        return lines.get(index);
    }

    int bytecodeIndex(int index) {
        return bytecodeIndices.get(index);
    }

    int target(Label label) {
        return targets.get(label);
    }

    /** Where the ways from a branch meet again: its immediate post-dominator, or {@code size()} for the return. */
    int join(int branch) {
        if (joins == null) {
            int[][] successors = new int[size()][];
            for (int i = 0; i < size(); i++) {
                successors[i] = successors(i);
            }
            joins = PostDominators.of(successors);
        }
        return joins[branch];
    }

    /** The instructions that may follow one; {@code size()} stands for the return. A throw leads nowhere. */
    private int[] successors(int index) {
        return switch (instructions.get(index)) {
            case ReturnInstruction _ -> new int[] {size()};
            case ThrowInstruction _ -> new int[0];
            case BranchInstruction branch ->
                isGoto(branch) ? new int[] {target(branch.target())} : new int[] {index + 1, target(branch.target())};
            case TableSwitchInstruction s -> cases(s.cases(), s.defaultTarget());
            case LookupSwitchInstruction s -> cases(s.cases(), s.defaultTarget());
            default -> new int[] {index + 1};
        };
    }

    private int[] cases(List<SwitchCase> cases, Label defaultTarget) {
        int[] to = new int[cases.size() + 1];
        for (int i = 0; i < cases.size(); i++) {
            to[i] = target(cases.get(i).target());
        }
        to[cases.size()] = target(defaultTarget);
        return to;
    }

    static boolean isGoto(BranchInstruction branch) {
        return switch (branch.opcode()) {
            case GOTO, GOTO_W -> true;
            default -> false;
        };
    }
}
