package dev.antipode.core.lift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.graph.Contraction;
import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.testing.BigGraph;
import dev.antipode.core.testing.DerivativeCheck;
import dev.antipode.core.testing.Evaluator;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random methods with branches, loops and early returns, compiled by javac and lifted: their derivatives against differences. */
class RandomProgramDerivativesTest {
    private static final int METHODS = 150;
    private static final int POINTS = 6;

    @TempDir
    private Path folder;

    @Test
    void liftedMethodsAreDifferentiatedAsDifferencesAre() throws Exception {
        String source = RandomPrograms.source(7, METHODS);
        Map<String, String> sources =
                Map.of("module-info.java", "module programs { exports p; opens p; }", "p/Program.java", source);
        Class<?> program = CompiledModule.of(folder, "programs", sources).type("p.Program");
        int compared = 0;
        for (int i = 0; i < METHODS; i++) {
            compared += compare(program.getMethod("f" + i, double.class, double.class, double.class));
        }
        assertThat(compared).isGreaterThan(METHODS);
    }

    private static int compare(Method method) {
        GraphBuilder builder = new GraphBuilder();
        List<Argument> arguments = List.of(Argument.scalar("a"), Argument.scalar("b"), Argument.scalar("c"));
        Lifter.Lifted lifted = new Lifter(builder).lift(null, method, arguments);
        Graph graph = Contraction.of(builder.build(lifted.names(), lifted.nodes()));
        BigGraph values = new BigGraph(graph);
        DerivativeCheck check = new DerivativeCheck(method.getName(), graph);
        SplittableRandom random = new SplittableRandom(method.getName().hashCode());
        for (int n = 0; n < 4 * POINTS && check.points() < POINTS; n++) {
            double[] at = random.doubles(3, -3, 3).map(v -> (float) v).toArray();
            if (values.isTame(1e-4, 1e4, at)) {
                check.add(at, random);
            }
        }
        check.compare(Evaluator.HOST, 1e-10, Double.POSITIVE_INFINITY);
        check.compare(Evaluator.kernel(Precision.F64), 1e-10, Double.POSITIVE_INFINITY);
        return check.points();
    }
}
