package dev.antipode.core.lift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records flatten into named numbers and back. */
class RecordShapeTest {
    record Empty() {}

    record WithInt(double x, int count) {}

    record WithText(WithInt inner) {}

    record Self(double x, Self next) {}

    record WithMatrix(double[][] rows) {}

    @Test
    void namesLeavesInComponentOrder() {
        RecordShape body = LiftCheck.shape(Fixtures.Body.class);
        assertThat(names(body)).containsExactly("position.x", "position.y", "velocity.x", "velocity.y", "mass");
        RecordShape pair = LiftCheck.shape(Fixtures.Pair.class);
        assertThat(names(pair))
                .containsExactly(
                        "chain.angles[0]",
                        "chain.angles[1]",
                        "chain.angles[2]",
                        "chain.joints[0].x",
                        "chain.joints[0].y",
                        "chain.joints[1].x",
                        "chain.joints[1].y",
                        "chain.joints[2].x",
                        "chain.joints[2].y",
                        "value");
        assertThat(LiftCheck.shape(Empty.class).size()).isZero();
    }

    private static List<String> names(RecordShape shape) {
        return shape.leaves().stream().map(RecordShape.Leaf::name).toList();
    }

    @Test
    void leavesKnowTheirComponents() {
        RecordShape.Leaf leaf = LiftCheck.shape(Fixtures.Body.class).leaves().get(3);
        assertThat(leaf.path().stream().map(RecordComponent::getName)).containsExactly("velocity", "y");
    }

    @Test
    void flattensAndAssembles() {
        RecordShape shape = LiftCheck.shape(Fixtures.Pair.class);
        double[] values = {9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        Record record = shape.assemble(values, 1);
        Fixtures.Pair pair = (Fixtures.Pair) record;
        assertThat(pair.chain().angles()).containsExactly(1, 2, 3);
        assertThat(pair.chain().joints()[1]).isEqualTo(new Fixtures.Vec(6, 7));
        assertThat(shape.flatten(record)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    void refusesComponentsThatAreNotNumbers() {
        assertThatThrownBy(() -> LiftCheck.shape(WithText.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'count'")
                .hasMessageContaining("WithInt")
                .hasMessageContaining("int")
                .hasMessageContaining("only double");
        assertThatThrownBy(() -> LiftCheck.shape(WithMatrix.class)).hasMessageContaining("double[][]");
        assertThatThrownBy(() -> LiftCheck.shape(Self.class)).hasMessageContaining("contains itself");
        assertThatThrownBy(() -> RecordShape.of(Fixtures.Chain.class, c -> -1))
                .hasMessageContaining("'angles'")
                .hasMessageContaining("without a length");
    }

    @Test
    void refusesValuesThatDoNotFit() {
        RecordShape shape = LiftCheck.shape(Fixtures.Chain.class);
        Fixtures.Vec[] joints = new Fixtures.Vec[3];
        assertThatThrownBy(() -> shape.flatten(new Fixtures.Chain(new double[2], joints)))
                .hasMessageContaining("'angles'")
                .hasMessageContaining("length 2 but 3");
        assertThatThrownBy(() -> shape.flatten(new Fixtures.Chain(new double[3], joints)))
                .hasMessageContaining("'joints'")
                .hasMessageContaining("null");
        assertThatThrownBy(() -> shape.assemble(new double[9], 1)).hasMessageContaining("9 numbers from index 1");
    }

    record Positive(double x) {
        Positive {
            if (x < 0) {
                throw new IllegalArgumentException("x must not be negative");
            }
        }
    }

    @Test
    void passesOnTheRefusalOfAConstructor() {
        RecordShape shape = LiftCheck.shape(Positive.class);
        assertThatThrownBy(() -> shape.assemble(new double[] {-1}, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Positive")
                .hasMessageContaining("x must not be negative");
    }
}
