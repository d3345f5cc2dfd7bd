package dev.antipode.bench;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.Jvp;
import dev.antipode.core.graph.Vjp;
import dev.antipode.sim.PlantModel;
import java.util.stream.IntStream;

/** What one kernel computes of a plant's step. */
enum StepKernel {
    /** The next state. */
    STEP("step"),
    /** The next state and its derivative along one tangent of the state. */
    JVP("JVP"),
    /** The next state and the product of one cotangent with the state Jacobian. */
    VJP("VJP");

    private final String label;

    StepKernel(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Inputs: states, inputs, parameters, {@code dt}, then the tangents or cotangents; the first outputs are the states. */
    Graph graph(PlantModel plant) {
        int[] states = states(plant);
        return switch (this) {
            case STEP -> plant.step();
            case JVP -> Jvp.of(plant.step(), states);
            case VJP -> Vjp.of(plant.step(), states);
        };
    }

    static int[] states(PlantModel plant) {
        return IntStream.range(0, plant.states().size()).toArray();
    }
}
