package dev.antipode.sim;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.lift.RecordShape;

/** Integration steps in plain Java, calling the user's method stage by stage, for debugging: slow and readable. */
final class PlainSteps<X extends Record, U extends Record, P extends Record> {
    private final IntegratedPlant<X, U, P> plant;
    private final RecordShape shape;
    private final U input;
    private final P parameters;

    private PlainSteps(IntegratedPlant<X, U, P> plant, RecordShape shape, U input, P parameters) {
        this.plant = plant;
        this.shape = shape;
        this.input = input;
        this.parameters = parameters;
    }

    static <X extends Record, U extends Record, P extends Record> X next(
            IntegratedPlant<X, U, P> plant, X state, U input, P parameters) {
        RecordShape shape = Reflected.shape(state.getClass());
        PlainSteps<X, U, P> steps = new PlainSteps<>(plant, shape, input, parameters);
        X next = steps.record(steps.next(shape.flatten(state)));
        return plant.dynamics().constrain(next, parameters);
    }

    private double[] next(double[] x) {
        double h = plant.period();
        double[] k1 = slope(x);
        return switch (plant.integrator()) {
            case EXPLICIT_EULER -> advance(x, h, k1);
            case SEMI_IMPLICIT_EULER -> semiImplicit(x, h, k1);
            case MIDPOINT -> advance(x, h, slope(advance(x, h / 2, k1)));
            case RK4 -> {
                double[] k2 = slope(advance(x, h / 2, k1));
                double[] k3 = slope(advance(x, h / 2, k2));
                double[] k4 = slope(advance(x, h, k3));
                yield advance(x, h / 6, advance(advance(advance(k1, 2, k2), 2, k3), 1, k4));
            }
        };
    }

    private double[] semiImplicit(double[] x, double h, double[] k1) {
        Graph f = PlantModel.of("plant", plant).derivative().orElseThrow();
        double[] next = advance(x, h, k1);
        for (int i = 0; i < x.length; i++) {
            int velocity = StepGraph.velocityOf(f, i);
            if (velocity >= 0) {
                next[i] = x[i] + h * next[velocity];
            }
        }
        return next;
    }

    private double[] slope(double[] x) {
        return shape.flatten(plant.dynamics().derivative(record(x), input, parameters));
    }

    @SuppressWarnings("unchecked")
    private X record(double[] x) {
        return (X) shape.assemble(x, 0);
    }

    private static double[] advance(double[] x, double h, double[] slope) {
        double[] sum = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            sum[i] = x[i] + h * slope[i];
        }
        return sum;
    }
}
