package dev.antipode.sim.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.CompiledKernel;
import dev.antipode.core.kernel.KernelCompiler;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.kernel.KernelOptions;
import dev.antipode.core.lift.Argument;
import dev.antipode.core.lift.Lifter;
import dev.antipode.core.lift.RecordShape;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.memory.Workspace;
import dev.antipode.sim.Draw;
import dev.antipode.sim.Reflected;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One method of a plant or task as Java, as a graph and as a kernel, compared. */
final class LiftedMethod {
    private static final int LANES = 64;

    private final Object receiver;
    private final Method method;
    private final Graph graph;
    private int draws;

    LiftedMethod(Object receiver, String name) {
        this.receiver = receiver;
        this.method = find(receiver.getClass(), name);
        GraphBuilder builder = new GraphBuilder();
        List<Argument> arguments = new ArrayList<>();
        for (int i = 0; i < method.getParameterCount(); i++) {
            Class<?> type = method.getParameterTypes()[i];
            if (type == Draw.class) {
                arguments.add(Argument.calls(this::draw));
            } else if (type == double.class) {
                arguments.add(Argument.scalar("argument" + i));
            } else {
                arguments.add(Argument.record("argument" + i, shape(type)));
            }
        }
        Lifter.Lifted lifted = new Lifter(builder).lift(receiver, method, arguments);
        this.graph = builder.build(lifted.names(), lifted.nodes());
    }

    private Node draw(GraphBuilder g, String kind, List<Node> arguments) {
        Node unit = g.input("draw" + draws++);
        Node a = arguments.get(0);
        Node b = arguments.get(1);
        return kind.equals("uniform") ? g.add(a, g.mul(g.sub(b, a), unit)) : g.add(a, g.mul(b, unit));
    }

    static RecordShape shape(Class<?> type) {
        return Reflected.shape(type.asSubclass(Record.class));
    }

    private static Method find(Class<?> type, String name) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Method method : at.getDeclaredMethods()) {
                if (method.getName().equals(name) && !method.isBridge()) {
                    method.setAccessible(true);
                    return method;
                }
            }
        }
        return null;
    }

    static boolean declares(Object receiver, String name) {
        return find(receiver.getClass(), name) != null;
    }

    /** Both agree with Java up to the rounding of the elementary functions, of which each has its own. */
    void compare() {
        SeededDraw random = new SeededDraw(5);
        double[][] inputs = new double[LANES][];
        double[][] expected = new double[LANES][];
        for (int lane = 0; lane < LANES; lane++) {
            List<Double> numbers = new ArrayList<>();
            Object[] arguments = new Object[method.getParameterCount()];
            double[] units = new double[draws];
            for (int i = 0; i < arguments.length; i++) {
                Class<?> type = method.getParameterTypes()[i];
                if (type == Draw.class) {
                    Arrays.setAll(units, n -> random.uniform(0, 1));
                    Arrays.stream(units).forEach(numbers::add);
                    arguments[i] = new Replay(units);
                } else if (type == double.class) {
                    arguments[i] = random.uniform(0, 2);
                    numbers.add((Double) arguments[i]);
                } else {
                    Record record = record(type.asSubclass(Record.class), random);
                    arguments[i] = record;
                    numbers.addAll(Records.numbers(record));
                }
            }
            inputs[lane] = numbers.stream().mapToDouble(v -> v).toArray();
            expected[lane] = call(arguments);
            double[] evaluated = graph.evaluate(inputs[lane]);
            assertThat(evaluated).hasSameSizeAs(expected[lane]);
            for (int i = 0; i < evaluated.length; i++) {
                assertSame(i, evaluated[i], expected[lane][i]);
            }
        }
        compareKernel(inputs, expected);
    }

    /** Parameters near their defaults, everything else over its range. */
    private static Record record(Class<? extends Record> type, SeededDraw random) {
        Record over = Records.random(type, random, 1.2);
        Record defaults = Records.defaults(type);
        return type.getSimpleName().equals("Parameters")
                ? shape(type).assemble(scaled(Records.numbers(defaults), random), 0)
                : over;
    }

    private static double[] scaled(List<Double> numbers, SeededDraw random) {
        return numbers.stream().mapToDouble(v -> v * random.uniform(0.8, 1.2)).toArray();
    }

    private double[] call(Object[] arguments) {
        try {
            Object result = method.invoke(receiver, arguments);
            return switch (result) {
                case Record record -> shape(record.getClass()).flatten(record);
                case Boolean flag -> new double[] {flag ? 1 : 0};
                default -> new double[] {(Double) result};
            };
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private void compareKernel(double[][] inputs, double[][] expected) {
        int read = graph.inputNames().size();
        int written = graph.outputNames().size();
        int[] outputRows = new int[written];
        int[] inputRows = new int[read];
        Arrays.setAll(inputRows, i -> i);
        Arrays.setAll(outputRows, i -> read + i);
        try (KernelCompiler compiler =
                new KernelCompiler(KernelOptions.forThisJvm(Precision.F64, Arithmetic.FUSED, KernelMode.SCALAR))) {
            CompiledKernel kernel = compiler.compile(method.getName(), graph, inputRows, outputRows);
            int rows = Math.max(1, read + written);
            MemoryPlan.Builder plan = MemoryPlan.builder();
            plan.add("tile", "", Tile.bytes(rows, LANES, Precision.F64));
            plan.add("scratch", "", kernel.scratchBytes() + 64);
            try (Workspace workspace = Workspace.allocate(plan.build(), 1 << 22)) {
                Tile tile = new Tile(workspace.plan().offset("tile"), rows, LANES, Precision.F64);
                for (int lane = 0; lane < LANES; lane++) {
                    for (int i = 0; i < read; i++) {
                        Precision.F64.set(workspace.block(), tile.offset(i, lane), inputs[lane][i]);
                    }
                }
                long scratch = workspace.plan().offset("scratch");
                kernel.run(workspace.block(), tile.offsetBytes(), tile.rowStrideBytes(), LANES, scratch);
                for (int lane = 0; lane < LANES; lane++) {
                    for (int i = 0; i < written; i++) {
                        double actual = Precision.F64.get(workspace.block(), tile.offset(read + i, lane));
                        assertSame(i, actual, expected[lane][i]);
                    }
                }
            }
        }
    }

    private void assertSame(int output, double actual, double expected) {
        assertThat(actual)
                .as(method.getName() + " " + graph.outputNames().get(output))
                .isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
    }

    /** Gives the numbers that the graph gets as inputs. */
    private static final class Replay implements Draw {
        private final double[] units;
        private int next;

        Replay(double[] units) {
            this.units = units;
        }

        @Override
        public double uniform(double low, double high) {
            return low + (high - low) * units[next++];
        }

        @Override
        public double normal(double mean, double standardDeviation) {
            return mean + standardDeviation * units[next++];
        }
    }
}
