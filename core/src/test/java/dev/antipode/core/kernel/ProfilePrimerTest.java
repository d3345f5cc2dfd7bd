package dev.antipode.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import dev.antipode.core.graph.Type;
import dev.antipode.core.memory.Precision;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An operation that the primer leaves out is one that the first kernels may be compiled badly for. */
class ProfilePrimerTest {
    @ParameterizedTest
    @EnumSource
    void whateverAKernelCanHoldIsPrimed(Precision precision) {
        assertThat(operations(ProfilePrimer.operations(), precision))
                .containsExactlyInAnyOrderElementsOf(operations(everything(), precision));
    }

    @ParameterizedTest
    @EnumSource
    void everyOperationIsCalledOnceBeforeProfilesStart(Precision precision) {
        assertThat(operations(ProfilePrimer.eachOperationOnce(precision)))
                .containsExactlyInAnyOrderElementsOf(EnumSet.allOf(LoweredOp.class));
    }

    @ParameterizedTest
    @EnumSource
    void vectorsOfEachTypeAreStoredAndLoaded(Precision precision) {
        ChunkedProgram program = ChunkedProgram.of(
                "loads", ProfilePrimer.eachType(precision), new int[] {0, 1}, new int[] {2}, ProfilePrimer.EACH_STEP);
        assertThat(program.chunks().stream()
                        .flatMap(chunk -> chunk.steps().stream())
                        .map(Step::node)
                        .filter(node -> program.home(node) != null)
                        .map(LoweredNode::type))
                .contains(LoweredType.REAL, LoweredType.BITS);
    }

    private static Set<LoweredOp> operations(Graph graph, Precision precision) {
        return operations(Lowering.lower(graph, precision, Arithmetic.FUSED));
    }

    private static Set<LoweredOp> operations(LoweredGraph graph) {
        Deque<LoweredNode> open = new ArrayDeque<>(graph.outputs());
        Set<LoweredNode> seen = new HashSet<>();
        Set<LoweredOp> found = EnumSet.noneOf(LoweredOp.class);
        while (!open.isEmpty()) {
            LoweredNode node = open.pop();
            if (seen.add(node)) {
                found.add(node.op());
                open.addAll(node.operands());
            }
        }
        return found;
    }

    /** Every operation that a graph knows, of inputs alone. */
    private static Graph everything() {
        GraphBuilder g = new GraphBuilder();
        Node x = g.input("x");
        Node mask = g.lt(x, g.input("y"));
        List<Node> results = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Op op : EnumSet.complementOf(EnumSet.of(Op.INPUT, Op.CONSTANT))) {
            Node[] operands = new Node[op.arity()];
            for (int i = 0; i < operands.length; i++) {
                operands[i] = op.operand(i) == Type.MASK ? mask : g.input(op.name() + i);
            }
            results.add(g.apply(op, operands));
            names.add(op.name());
        }
        return g.build(names, results);
    }

    /** The primed class is generated, loaded and run; a second time there is nothing left to do. */
    @ParameterizedTest
    @EnumSource
    void primesOnceInAJvm(Precision precision) {
        SimdSupport simd = SimdSupport.of(JvmFlags.ofThisJvm());
        if (simd.possible()) {
            ProfilePrimer.prime(precision, Arithmetic.FUSED, simd.vectorBits());
            AllocationMeter meter = AllocationMeter.ofThisJvm();
            long before = meter.bytes();
            ProfilePrimer.prime(precision, Arithmetic.FUSED, simd.vectorBits());
            assertThat(meter.bytes() - before).isLessThan(1000);
        }
    }
}
