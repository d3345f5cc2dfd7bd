package dev.antipode.core.random;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Range;
import java.util.ArrayList;
import java.util.List;

/**
 * The transform from uniform to normally distributed random numbers, as a graph to be compiled like any other.
 *
 * <p>Source: G. E. P. Box, M. E. Muller, "A note on the generation of random normal deviates", Annals of Mathematical
 * Statistics 29 (1958), pages 610 to 611. The uniforms of a {@link RandomKernel} are never 0, so every normal is finite:
 * at most 5.8 in F32 and 6.8 in F64.
 */
public final class Gaussian {
    /** Of the uniforms of a {@link RandomKernel} in both precisions. */
    private static final Range UNIFORM = new Range(0x1p-33, 1);

    private Gaussian() {}

    /**
     * Pairs of independent standard normals from pairs of uniforms:
     * {@code n[2i] = sqrt(-2 log u[2i]) cos(2 pi u[2i + 1])} and {@code n[2i + 1]} with the sine. The four words of one
     * block of the generator are two pairs, so normals of coordinates {@code 4 c} to {@code 4 c + 3} depend on the
     * uniforms of these coordinates alone. Inputs and outputs may share their rows. Uniforms lie between 2^-33 and 1.
     *
     * @param pairs how many pairs, at least 1
     * @return a graph of inputs {@code u0, u1, ...} and outputs {@code n0, n1, ...}, {@code 2 * pairs} each
     */
    public static Graph graph(int pairs) {
        if (pairs < 1) {
            throw new IllegalArgumentException("pairs " + pairs + " must be at least 1");
        }
        GraphBuilder g = new GraphBuilder();
        List<String> names = new ArrayList<>();
        List<Node> normals = new ArrayList<>();
        for (int i = 0; i < 2 * pairs; i += 2) {
            Node radius = g.sqrt(g.mul(g.constant(-2), g.log(g.input("u" + i, UNIFORM))));
            Node angle = g.mul(g.constant(2 * Math.PI), g.input("u" + (i + 1), UNIFORM));
            names.add("n" + i);
            normals.add(g.mul(radius, g.cos(angle)));
            names.add("n" + (i + 1));
            normals.add(g.mul(radius, g.sin(angle)));
        }
        return g.build(names, normals);
    }
}
