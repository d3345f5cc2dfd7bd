package dev.antipode.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.testing.DerivativeCheck;
import dev.antipode.core.testing.Evaluator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The derivatives of every task's methods, and of the graphs that a control step is made of, with respect to all inputs. */
class TaskDerivativesTest {
    private static final int POINTS = 8;
    private static final String PLANT = "plant ";
    private static final Set<String> START = Set.of("initial", "start step");

    static Stream<String> tasks() {
        return Registry.load(TaskDerivativesTest.class.getClassLoader()).taskNames().stream();
    }

    private static Map<String, Graph> graphs(TaskModel task) {
        Map<String, Graph> graphs = new LinkedHashMap<>();
        task.methods().forEach(method -> graphs.put(method, task.graph(method).graph()));
        PlantKernels.of(task.plant()).forEach((kernel, graph) -> graphs.put(PLANT + kernel, graph));
        RolloutGraphs rollout = new RolloutGraphs(task);
        graphs.put("start step", rollout.start(2));
        graphs.put("reference step", rollout.reference());
        graphs.put("observe step", rollout.observe());
        graphs.put("actuate step", rollout.actuate());
        graphs.put("judge step", rollout.judge());
        graphs.put("finish step", rollout.finish());
        graphs.values()
                .removeIf(graph ->
                        graph.inputNames().isEmpty() || graph.outputNames().isEmpty());
        return graphs;
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void graphsAreDifferentiatedAsDifferencesAre(String name) {
        TaskModel task = Registry.load(getClass().getClassLoader()).task(name);
        GraphPoints points = new GraphPoints(task, name.hashCode());
        graphs(task).forEach((method, graph) -> {
            DerivativeCheck check = new DerivativeCheck(name + " " + method, graph);
            int wanted = PlantKernels.points(graph, POINTS);
            for (int i = 0; i < 2 * POINTS && check.points() < wanted; i++) {
                check.add(points.next(graph.inputNames()), points.random());
            }
            assertThat(check.points()).as(method).isEqualTo(wanted);
            // Bodies are placed by sums that cancel, too.
            boolean cancels = method.startsWith(PLANT) || START.contains(method);
            double entry = cancels ? PlantKernels.entryTolerance(task.plant(), 1e-10) : 1e-10;
            double shortEntry = cancels ? PlantKernels.entryTolerance(task.plant(), 1e-3) : 1e-3;
            check.compare(Evaluator.kernel(Precision.F64), 1e-10, entry);
            check.compare(Evaluator.kernel(Precision.F32), 1e-4, shortEntry);
            check.transposed(Evaluator.kernel(Precision.F64), 1e-10);
        });
    }
}
