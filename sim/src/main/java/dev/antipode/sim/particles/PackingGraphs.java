package dev.antipode.sim.particles;

import dev.antipode.core.graph.Contraction;
import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.lift.Lifter;
import dev.antipode.sim.Reflected;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The kernels of a packing. Every pair is visited once by turning: beside each disk i stands a copy of disk i + d, with what acts on it;
 * after each visit the copies move on by one, and half a turn has met every pair.
 */
final class PackingGraphs {
    private final int disks;
    private final Graph push = lifted(SoftDisks.class, "push");
    private final Graph side = lifted(SoftDisks.class, "side");
    private final Graph mixing = lifted(Fire.class, "mixing");
    private final Graph next = lifted(Fire.class, "next");

    PackingGraphs(int disks) {
        this.disks = disks;
    }

    private static Graph lifted(Class<?> owner, String name) {
        Method method = Arrays.stream(owner.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElseThrow();
        GraphBuilder builder = new GraphBuilder();
        Lifter.Lifted lifted = new Lifter(builder).lift(null, method, Reflected.arguments(method));
        return Contraction.of(builder.build(lifted.names(), lifted.nodes()));
    }

    /** (uniform draws, diameter) to (place, momentum, force, sizes, side, control). */
    Graph start() {
        GraphBuilder g = new GraphBuilder();
        List<Node> place = inputs(g, "draw", 2 * disks);
        Node diameter = g.input("diameter");
        List<Node> outputs = new ArrayList<>(place);
        for (int i = 0; i < 4 * disks; i++) {
            outputs.add(g.constant(0));
        }
        addSizes(g, diameter, outputs);
        outputs.add(g.constant(Fire.FIRST_STEP));
        outputs.add(g.constant(Fire.FIRST_MIXING));
        outputs.add(g.constant(0));
        return build(g, outputs);
    }

    /** (diameter) to (sizes, side). */
    Graph sizes() {
        GraphBuilder g = new GraphBuilder();
        List<Node> outputs = new ArrayList<>();
        addSizes(g, g.input("diameter"), outputs);
        return build(g, outputs);
    }

    private void addSizes(GraphBuilder g, Node diameter, List<Node> outputs) {
        for (int i = 0; i < disks; i++) {
            outputs.add(i < disks / 2 ? g.constant(1) : diameter);
        }
        outputs.add(g.inline(side, List.of(g.constant(disks), diameter)).get(0));
    }

    /** (place, momentum, force, side, step) to (place, momentum): half a kick, then a drift. */
    Graph drift() {
        GraphBuilder g = new GraphBuilder();
        List<Node> place = inputs(g, "place", 2 * disks);
        List<Node> momentum = inputs(g, "momentum", 2 * disks);
        List<Node> force = inputs(g, "force", 2 * disks);
        Node length = g.input("side");
        Node step = g.input("step");
        Node half = g.mul(step, g.constant(0.5));
        Node perSide = g.div(step, length);
        List<Node> moved = new ArrayList<>();
        List<Node> kicked = new ArrayList<>();
        for (int i = 0; i < 2 * disks; i++) {
            Node kick = g.fma(half, force.get(i), momentum.get(i));
            kicked.add(kick);
            moved.add(g.fma(perSide, kick, place.get(i)));
        }
        moved.addAll(kicked);
        return build(g, moved);
    }

    /** (place, sizes) to (force, energy, copies of places and sizes one disk on, what acts on the copies). */
    Graph clear() {
        GraphBuilder g = new GraphBuilder();
        List<Node> place = inputs(g, "place", 2 * disks);
        List<Node> sizes = inputs(g, "size", disks);
        List<Node> outputs = new ArrayList<>();
        for (int i = 0; i < 2 * disks + 1; i++) {
            outputs.add(g.constant(0));
        }
        outputs.addAll(turned(place.subList(0, disks)));
        outputs.addAll(turned(place.subList(disks, 2 * disks)));
        outputs.addAll(turned(sizes));
        for (int i = 0; i < 2 * disks; i++) {
            outputs.add(g.constant(0));
        }
        return build(g, outputs);
    }

    /** (place, sizes, side, force, energy, copies, their force) to (force, energy, copies, their force), the copies one disk on. */
    Graph pairs() {
        Pairs p = new Pairs();
        for (int i = 0; i < disks; i++) {
            p.meet(i);
        }
        List<Node> outputs = new ArrayList<>(p.force);
        outputs.add(p.energy);
        outputs.addAll(turned(p.copies.subList(0, disks)));
        outputs.addAll(turned(p.copies.subList(disks, 2 * disks)));
        outputs.addAll(turned(p.copies.subList(2 * disks, 3 * disks)));
        outputs.addAll(turned(p.copyForce.subList(0, disks)));
        outputs.addAll(turned(p.copyForce.subList(disks, 2 * disks)));
        return build(p.g, outputs);
    }

    /** The inputs of {@link #pairs} to (force, energy): the pairs half a turn apart, then what the copies met goes to their disks. */
    Graph close() {
        Pairs p = new Pairs();
        int half = disks / 2;
        for (int i = 0; i < half; i++) {
            p.meet(i);
        }
        List<Node> outputs = new ArrayList<>();
        for (int axis = 0; axis < 2; axis++) {
            for (int i = 0; i < disks; i++) {
                // The copy of disk i stands half a turn before it.
                Node met = p.copyForce.get(axis * disks + (i + half) % disks);
                outputs.add(p.g.add(p.force.get(axis * disks + i), met));
            }
        }
        outputs.add(p.energy);
        return build(p.g, outputs);
    }

    /** (momentum, force, step, mixing, count) to (momentum, step, mixing, count): half a kick, then the mixing. */
    Graph kick() {
        GraphBuilder g = new GraphBuilder();
        List<Node> momentum = inputs(g, "momentum", 2 * disks);
        List<Node> force = inputs(g, "force", 2 * disks);
        List<Node> control = inputs(g, "control", 3);
        Node half = g.mul(control.get(0), g.constant(0.5));
        List<Node> kicked = new ArrayList<>();
        List<Node> forceSquares = new ArrayList<>();
        List<Node> momentumSquares = new ArrayList<>();
        List<Node> powers = new ArrayList<>();
        for (int i = 0; i < 2 * disks; i++) {
            Node f = force.get(i);
            Node p = g.fma(half, f, momentum.get(i));
            kicked.add(p);
            forceSquares.add(g.mul(f, f));
            momentumSquares.add(g.mul(p, p));
            powers.add(g.mul(f, p));
        }
        Node power = sum(g, powers);
        List<Node> mixed =
                g.inline(mixing, join(List.of(sum(g, forceSquares), sum(g, momentumSquares), power), control));
        List<Node> outputs = new ArrayList<>();
        for (int i = 0; i < 2 * disks; i++) {
            outputs.add(g.fma(mixed.get(0), kicked.get(i), g.mul(mixed.get(1), force.get(i))));
        }
        outputs.addAll(g.inline(next, join(List.of(power), control)));
        return build(g, outputs);
    }

    /** Pairs of disks and copies that are being met. */
    private final class Pairs {
        final GraphBuilder g = new GraphBuilder();
        final List<Node> place = inputs(g, "place", 2 * disks);
        final List<Node> sizes = inputs(g, "size", disks);
        final Node length = g.input("side");
        final List<Node> force = inputs(g, "force", 2 * disks);
        Node energy = g.input("energy");
        final List<Node> copies = inputs(g, "copy", 3 * disks);
        final List<Node> copyForce = inputs(g, "copy force", 2 * disks);

        void meet(int i) {
            Node x = g.sub(place.get(i), copies.get(i));
            Node y = g.sub(place.get(disks + i), copies.get(disks + i));
            List<Node> met = g.inline(push, List.of(x, y, length, sizes.get(i), copies.get(2 * disks + i)));
            for (int axis = 0; axis < 2; axis++) {
                int k = axis * disks + i;
                force.set(k, g.add(force.get(k), met.get(axis)));
                copyForce.set(k, g.sub(copyForce.get(k), met.get(axis)));
            }
            energy = g.add(energy, met.get(2));
        }
    }

    /** Everything one place on: the first goes last. */
    private static List<Node> turned(List<Node> nodes) {
        List<Node> turned = new ArrayList<>(nodes.subList(1, nodes.size()));
        turned.add(nodes.get(0));
        return turned;
    }

    /** By halves, so that the error grows with the logarithm of the count. */
    private static Node sum(GraphBuilder g, List<Node> nodes) {
        if (nodes.size() == 1) {
            return nodes.get(0);
        }
        int half = nodes.size() / 2;
        return g.add(sum(g, nodes.subList(0, half)), sum(g, nodes.subList(half, nodes.size())));
    }

    private static List<Node> join(List<Node> a, List<Node> b) {
        List<Node> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }

    private static List<Node> inputs(GraphBuilder g, String prefix, int count) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(g.input(prefix + "." + i));
        }
        return nodes;
    }

    private static Graph build(GraphBuilder g, List<Node> outputs) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            names.add("out." + i);
        }
        return g.build(names, outputs);
    }
}
