package dev.antipode.sim;

import dev.antipode.core.graph.Contraction;
import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.lift.Lifter;
import dev.antipode.core.program.Rows;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One stage of a composed plant.
 *
 * @param name for listings
 * @param receiver whose method it is
 * @param method in plain Java
 * @param from the numbers of its parameters, one after another
 * @param to the numbers of its result
 */
record Stage(String name, Object receiver, Method method, List<Rows> from, List<Rows> to) {
    /** Makes the lists unmodifiable. */
    Stage {
        from = List.copyOf(from);
        to = List.copyOf(to);
    }

    /** The method as a contracted graph. */
    Graph lift() {
        GraphBuilder builder = new GraphBuilder();
        Lifter.Lifted lifted = new Lifter(builder).lift(receiver, method, Reflected.arguments(method));
        Checks.requireSize(receiver, method.getName(), numbers(to).length, lifted.names());
        Graph graph = Contraction.of(builder.build(lifted.names(), lifted.nodes()));
        if (graph.inputNames().size() != numbers(from).length) {
            throw new IllegalArgumentException("stage '" + name + "' gives " + numbers(from).length + " numbers to "
                    + method + ", which takes " + graph.inputNames().size() + ": " + graph.inputNames());
        }
        return graph;
    }

    /** The numbers of some groups, one after another. */
    static int[] numbers(List<Rows> groups) {
        return groups.stream()
                .flatMapToInt(group -> IntStream.range(group.first(), group.first() + group.count()))
                .toArray();
    }
}
