package dev.antipode.core.kernel;

import java.util.List;
import java.util.Locale;

/** Prints a kernel as lines that a person follows: one an operation, chunk by chunk, with its loads, spills and stores. */
final class KernelListing {
    private final StringBuilder text = new StringBuilder();
    private final ChunkedProgram program;

    private KernelListing(ChunkedProgram program) {
        this.program = program;
    }

    static String of(ChunkedProgram program) {
        KernelListing listing = new KernelListing(program);
        listing.print();
        return listing.text.toString();
    }

    private void print() {
        LoweredGraph graph = program.graph();
        line("kernel " + program.name() + ", " + graph.precision() + ", "
                + graph.arithmetic().name().toLowerCase(Locale.ROOT) + ": " + program.operations() + " operations, "
                + program.chunks().size() + " chunks, " + program.slots() + " scratch slots");
        for (Chunk chunk : program.chunks()) {
            line("chunk " + chunk.index() + ":");
            for (Step step : chunk.steps()) {
                print(step);
            }
        }
    }

    private void print(Step step) {
        if (step.isStore()) {
            line("    row[" + step.row() + "] = " + name(step.node()));
            return;
        }
        ChunkedProgram.Home home = program.home(step.node());
        String spill = home != null && home.slot() >= 0 ? "    -> scratch[" + home.slot() + "]" : "";
        line("    %" + step.node().id() + " = " + expression(step.node()) + spill);
    }

    private String expression(LoweredNode node) {
        List<String> x = node.operands().stream().map(this::name).toList();
        return switch (node.op()) {
            case INPUT -> input(node);
            case ADD, BITS_ADD -> x.get(0) + " + " + x.get(1);
            case SUB, BITS_SUB -> x.get(0) + " - " + x.get(1);
            case MUL -> x.get(0) + " * " + x.get(1);
            case DIV -> x.get(0) + " / " + x.get(1);
            case NEG -> "-" + x.get(0);
            case LT -> x.get(0) + " < " + x.get(1);
            case LE -> x.get(0) + " <= " + x.get(1);
            case EQ -> x.get(0) + " == " + x.get(1);
            case SELECT -> x.get(0) + " ? " + x.get(1) + " : " + x.get(2);
            case MASK_AND, BITS_AND -> x.get(0) + " & " + x.get(1);
            case MASK_OR, BITS_OR -> x.get(0) + " | " + x.get(1);
            case BITS_XOR -> x.get(0) + " ^ " + x.get(1);
            case MASK_NOT -> "!" + x.get(0);
            case BITS_NOT -> "~" + x.get(0);
            case SHIFT_LEFT -> x.get(0) + " << " + node.shift();
            case SHIFT_RIGHT -> x.get(0) + " >>> " + node.shift();
            case BITS_OF -> "bits(" + x.get(0) + ")";
            case FROM_BITS -> "real(" + x.get(0) + ")";
            case FMA, SQRT, ABS -> node.op().name().toLowerCase(Locale.ROOT) + "(" + String.join(", ", x) + ")";
            case CONSTANT, BITS_CONSTANT -> node.toString();
        };
    }

    private String input(LoweredNode node) {
        return program.isShared(node)
                ? "shared[" + program.sharedRow(node) + "]"
                : "row[" + program.inputRow(node) + "]";
    }

    private String name(LoweredNode node) {
        return switch (node.op()) {
            case INPUT -> input(node);
            case CONSTANT, BITS_CONSTANT -> node.toString();
            default -> "%" + node.id();
        };
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
