package dev.antipode.sim;

import dev.antipode.core.graph.Graph;
import java.util.LinkedHashMap;
import java.util.Map;

/** The graphs that a plant's step is made of, by name: one, or of many stages that run one method of one class the last. */
final class PlantKernels {
    private PlantKernels() {}

    static Map<String, Graph> of(PlantModel plant) {
        Map<String, Graph> graphs = new LinkedHashMap<>();
        plant.stages()
                .ifPresentOrElse(
                        composed -> {
                            for (int i = 0; i < composed.stages().size(); i++) {
                                Stage stage = composed.stages().get(i);
                                String kind = stage.receiver().getClass().getSimpleName() + "."
                                        + stage.method().getName();
                                graphs.put(kind, composed.graph(i));
                            }
                        },
                        () -> graphs.put("step", plant.step()));
        return graphs;
    }

    /**
     * How close single entries of a Jacobian are to be: where stiff springs pull in many directions, an entry is itself what is left of
     * terms that cancel, and only the size of the largest entry says how close it can be.
     */
    static double entryTolerance(PlantModel plant, double usual) {
        return plant.stages().isPresent() ? Double.POSITIVE_INFINITY : usual;
    }

    /** How many points are enough: the many inputs of a graph are many directions at each. */
    static int points(Graph graph, int usual) {
        int inputs = graph.inputNames().size();
        return inputs > 100 ? 1 : inputs > 60 ? 2 : usual;
    }
}
