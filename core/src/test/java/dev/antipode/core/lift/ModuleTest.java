package dev.antipode.core.lift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antipode.core.graph.GraphBuilder;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plants in named modules, and without line numbers. */
class ModuleTest {
    private static final String PLANT = """
            package plants;
            public final class Fan {
                public record State(double speed) {}
                private final double drag = Double.parseDouble("0.5");
                public State next(State state) {
                    return new State(state.speed() - drag * state.speed());
                }
                public double cast(double x) {
                    return (long) x;
                }
            }
            """;

    @TempDir
    private Path folder;

    private Class<?> plant(String directive, String... options) throws Exception {
        String info = "module fans { exports plants; " + directive + " }";
        return CompiledModule.of(folder, "fans", Map.of("module-info.java", info, "plants/Fan.java", PLANT), options)
                .type("plants.Fan");
    }

    private static Lifter.Lifted lift(Class<?> plant, String name, Argument argument) throws Exception {
        Object receiver = plant.getConstructor().newInstance();
        Method method = LiftCheck.method(plant, name);
        return new Lifter(new GraphBuilder()).lift(receiver, method, List.of(argument));
    }

    private static Argument state(Class<?> plant) {
        return Argument.record("", LiftCheck.shape(plant.getDeclaredClasses()[0]));
    }

    @Test
    void liftsFromAnOpenedPackage() throws Exception {
        Class<?> plant = plant("opens plants;");
        assertThat(lift(plant, "next", state(plant)).names()).containsExactly("speed");
    }

    @Test
    void namesThePackageThatMustBeOpened() throws Exception {
        Class<?> plant = plant("");
        assertThatThrownBy(() -> lift(plant, "next", state(plant)))
                .isInstanceOf(LiftException.class)
                .hasMessageContaining("plants.Fan.next, line 6: ")
                .hasMessageContaining("add `opens plants to dev.antipode.core;` to the module-info of fans");
    }

    @Test
    void countsBytecodesWhereThereAreNoLines() throws Exception {
        Class<?> plant = plant("opens plants;", "-g:none");
        // dload_1 is one byte long, the cast comes next.
        assertThatThrownBy(() -> lift(plant, "cast", Argument.scalar("x")))
                .isInstanceOf(LiftException.class)
                .hasMessageStartingWith("plants.Fan.cast, bytecode index 1: a symbolic double is cast to long");
    }

    @Test
    void recordsOfAClosedModuleSayWhatToOpen() throws Exception {
        Class<?> plant = plant("");
        RecordShape shape = LiftCheck.shape(plant.getDeclaredClasses()[0]);
        // Public members of an exported package need no opening.
        Record state = shape.assemble(new double[] {2}, 0);
        assertThat(shape.flatten(state)).containsExactly(2);
    }
}
