package dev.antipode.core.jacobian;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import java.util.ArrayList;
import java.util.List;

/**
 * What is done to the k tangents of each lane from time to time, as graphs. Inputs: the tangents' components, tangent by
 * tangent; outputs: the same, then logarithms of lengths. Lengths are taken of components divided by their scales, and free of
 * overflow: every vector is divided by its largest component first.
 */
final class TangentGraphs {
    private final double[] scales;
    private final int tangents;
    private final GraphBuilder g = new GraphBuilder();
    private final List<List<Node>> vectors = new ArrayList<>();
    private final List<Node> logs = new ArrayList<>();

    private TangentGraphs(double[] scales, int tangents) {
        this.scales = scales;
        this.tangents = tangents;
        for (int t = 0; t < tangents; t++) {
            List<Node> vector = new ArrayList<>();
            for (int i = 0; i < scales.length; i++) {
                vector.add(g.mul(g.input("tangent." + t + "." + i), g.constant(1 / scales[i])));
            }
            vectors.add(vector);
        }
    }

    /**
     * Modified Gram-Schmidt (Golub and Van Loan, "Matrix Computations", 4th ed., algorithm 5.2.6): orthonormal tangents that span
     * what they did, and the logarithm of each diagonal element of R. A tangent without length is zero and stays so, its
     * logarithm negative infinity.
     */
    static Graph orthonormalisation(double[] scales, int tangents) {
        TangentGraphs graphs = new TangentGraphs(scales, tangents);
        for (int t = 0; t < tangents; t++) {
            graphs.normalise(t);
        }
        return graphs.build();
    }

    private void normalise(int t) {
        List<Node> v = vectors.get(t);
        Node largest = nonZero(largest(v));
        v.replaceAll(x -> g.div(x, largest));
        for (int s = 0; s < t; s++) {
            List<Node> q = vectors.get(s);
            Node product = dot(q, v);
            for (int i = 0; i < v.size(); i++) {
                v.set(i, g.fma(g.neg(product), q.get(i), v.get(i)));
            }
        }
        Node length = g.sqrt(dot(v, v));
        Node divisor = nonZero(length);
        v.replaceAll(x -> g.div(x, divisor));
        logs.add(g.add(g.log(largest), g.log(length)));
    }

    /** All tangents divided by one number, their root mean square length, and the logarithm of it. */
    static Graph rescaling(double[] scales, int tangents) {
        TangentGraphs graphs = new TangentGraphs(scales, tangents);
        graphs.rescale();
        return graphs.build();
    }

    private void rescale() {
        List<Node> all = vectors.stream().flatMap(List::stream).toList();
        Node largest = nonZero(largest(all));
        List<Node> scaled = all.stream().map(x -> g.div(x, largest)).toList();
        Node length = g.sqrt(g.mul(dot(scaled, scaled), g.constant(1.0 / tangents)));
        Node divisor = nonZero(length);
        for (int t = 0; t < tangents; t++) {
            for (int i = 0; i < scales.length; i++) {
                vectors.get(t).set(i, g.div(scaled.get(t * scales.length + i), divisor));
            }
        }
        logs.add(g.add(g.log(largest), g.log(length)));
    }

    private Node largest(List<Node> values) {
        Node largest = g.abs(values.getFirst());
        for (Node value : values.subList(1, values.size())) {
            largest = g.max(largest, g.abs(value));
        }
        return largest;
    }

    private Node nonZero(Node length) {
        return g.select(g.eq(length, g.constant(0)), g.constant(1), length);
    }

    private Node dot(List<Node> a, List<Node> b) {
        Node sum = g.mul(a.getFirst(), b.getFirst());
        for (int i = 1; i < a.size(); i++) {
            sum = g.fma(a.get(i), b.get(i), sum);
        }
        return sum;
    }

    private Graph build() {
        List<String> names = new ArrayList<>();
        List<Node> outputs = new ArrayList<>();
        for (int t = 0; t < tangents; t++) {
            for (int i = 0; i < scales.length; i++) {
                names.add("tangent." + t + "." + i);
                outputs.add(g.apply(Op.MUL, vectors.get(t).get(i), g.constant(scales[i])));
            }
        }
        for (int i = 0; i < logs.size(); i++) {
            names.add("log." + i);
            outputs.add(logs.get(i));
        }
        return g.build(names, outputs);
    }
}
