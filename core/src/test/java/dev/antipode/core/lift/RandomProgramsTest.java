package dev.antipode.core.lift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random methods, compiled by javac: the lifted graph against the running method, bit for bit. */
class RandomProgramsTest {
    private static final int METHODS = 100;
    private static final double[] NUMBERS = {
        -2, -1, -0.5, -0.0, 0, 0.5, 1, 2, 3, Double.NaN, Double.POSITIVE_INFINITY, 1e300
    };

    @TempDir
    private Path folder;

    @Test
    void liftedMethodsAgreeWithThemselves() throws Exception {
        long seed = Long.getLong("antipode.test.seed", 1);
        String source = RandomPrograms.source(seed, METHODS);
        Map<String, String> sources =
                Map.of("module-info.java", "module programs { exports p; opens p; }", "p/Program.java", source);
        Class<?> program = CompiledModule.of(folder, "programs", sources).type("p.Program");
        for (int i = 0; i < METHODS; i++) {
            compare(program.getMethod("f" + i, double.class, double.class, double.class));
        }
    }

    private static void compare(Method method) throws ReflectiveOperationException {
        GraphBuilder builder = new GraphBuilder();
        List<Argument> arguments = List.of(Argument.scalar("a"), Argument.scalar("b"), Argument.scalar("c"));
        Lifter.Lifted lifted = new Lifter(builder).lift(null, method, arguments);
        Graph graph = builder.build(lifted.names(), lifted.nodes());
        Random random = new Random(1);
        for (int n = 0; n < 60; n++) {
            double[] x = new double[3];
            for (int i = 0; i < 3; i++) {
                x[i] = n % 2 == 0 ? NUMBERS[random.nextInt(NUMBERS.length)] : 2 * random.nextGaussian();
            }
            double expected = (double) method.invoke(null, x[0], x[1], x[2]);
            assertThat(Double.doubleToLongBits(graph.evaluate(x)[0]))
                    .as("%s(%s, %s, %s)", method.getName(), x[0], x[1], x[2])
                    .isEqualTo(Double.doubleToLongBits(expected));
        }
    }
}
