package dev.antipode.controller.policy;

import dev.antipode.controller.law.LawPolicy;
import dev.antipode.controller.law.PendulumEnergyLaw;
import dev.antipode.sim.TaskModel;
import dev.antipode.sim.testing.BigRollout.Controller;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * A closed loop with parameters at which its derivatives are compared.
 *
 * @param weights what one unit makes of the scaled observation, so that the policy does something sensible; the parameters around
 *     it are random
 */
record DifferentiatedCase(
        String task,
        int steps,
        String policy,
        PolicyDesign design,
        Function<TaskModel, Controller> inDecimals,
        List<Double> weights) {
    static final int SHORT = 50;
    static final int LONG = 500;
    private static final int WIDTH = 5;
    private static final int NEXT_WIDTH = 4;
    private static final int UNITS = 4;
    /** What the one unit counts in the command. */
    private static final double GAIN = 1.5;
    /** Of the gate of the one unit's memory, some twentieth of which stays from step to step. */
    private static final double GATE_BIAS = -3;

    @Override
    public String toString() {
        return task + ", " + policy + ", " + steps + " steps";
    }

    TaskModel model() {
        return TaskModel.of(task, TaskOfLength.of(task, steps));
    }

    /** Loops that end where they should: poles stay up, carts on their track. */
    static List<DifferentiatedCase> calm() {
        List<DifferentiatedCase> cases = new ArrayList<>();
        for (int steps : new int[] {SHORT, LONG}) {
            neural(cases, "cart-pole-balance", steps, 0.24, 0.4, 0.52, 0.8);
            neural(cases, "cart-pole-swing-up", steps, -0.4, -0.5, 0.05, 0, 0.03);
            neural(cases, "pendulum", steps, 0.1, 0.5, -0.4);
            neural(cases, "acrobot", steps, 0, 0, 0, 0, 0, 2);
            cases.add(law("cart-pole-balance", steps, LawPolicy.design(new CartPoleLaw()), BigPolicy::cartPoleLaw));
            cases.add(
                    law("pendulum", steps, LawPolicy.design(new PendulumEnergyLaw()), task -> BigPolicy.pendulumLaw()));
        }
        return cases;
    }

    /** The pole falls: what comes later is charged without any derivative. */
    static DifferentiatedCase lost() {
        return linear("cart-pole-balance", LONG, 0.24, 0.4, 0.3, 0.1);
    }

    /** An acrobot that is pumped up and tumbles on for some time. */
    static List<DifferentiatedCase> tumbling(int steps) {
        double[] pumping = {0, 0, 0, 0, 0, 2};
        return List.of(linear("tumbling acrobot", steps, pumping), gru("tumbling acrobot", steps, pumping));
    }

    private static void neural(List<DifferentiatedCase> cases, String task, int steps, double... weights) {
        cases.add(linear(task, steps, weights));
        cases.add(perceptron(task, steps, weights));
        cases.add(gru(task, steps, weights));
    }

    private static DifferentiatedCase gru(String task, int steps, double... weights) {
        return new DifferentiatedCase(
                task,
                steps,
                "gru",
                PolicyDesign.parse("gru:" + UNITS),
                model -> BigPolicy.gru(model, UNITS),
                DoubleStream.of(weights).boxed().toList());
    }

    private static DifferentiatedCase linear(String task, int steps, double... weights) {
        return new DifferentiatedCase(
                task,
                steps,
                "linear",
                PolicyDesign.linear(),
                BigPolicy::linear,
                DoubleStream.of(weights).boxed().toList());
    }

    private static DifferentiatedCase perceptron(String task, int steps, double... weights) {
        return new DifferentiatedCase(
                task,
                steps,
                "mlp",
                PolicyDesign.parse("mlp:" + WIDTH + "," + NEXT_WIDTH + ":tanh"),
                model -> BigPolicy.perceptron(model, WIDTH, NEXT_WIDTH),
                DoubleStream.of(weights).boxed().toList());
    }

    private static DifferentiatedCase law(
            String task, int steps, PolicyDesign design, Function<TaskModel, Controller> inDecimals) {
        return new DifferentiatedCase(task, steps, "law", design, inDecimals, List.of());
    }

    double[] parameters(TrainablePolicy trainable) {
        double[] theta = trainable.initialParameters(7);
        int layer = UNITS * (1 + UNITS + weights.size());
        switch (policy) {
            case "linear" -> {
                theta[0] = 0.01;
                unit(theta, 0, 1);
            }
            case "mlp" -> {
                int second = WIDTH * (1 + weights.size());
                int last = second + NEXT_WIDTH * (1 + WIDTH);
                unit(theta, 0, WIDTH);
                theta[second + NEXT_WIDTH] = 1;
                for (int k = 1; k < WIDTH; k++) {
                    theta[second + (1 + k) * NEXT_WIDTH] *= 0.1;
                }
                theta[last + 1] = GAIN;
            }
            case "gru" -> {
                unit(theta, 2 * layer, UNITS);
                theta[layer] = GATE_BIAS;
                theta[3 * layer + 1] = GAIN;
            }
            default -> {
                for (int i = 0; i < theta.length; i++) {
                    theta[i] = 0.01 * (i + 1);
                }
            }
        }
        return theta;
    }

    /** Gives the first unit of a layer its weights. */
    private void unit(double[] theta, int first, int width) {
        for (int k = 0; k < weights.size(); k++) {
            theta[first + width + k * width] = weights.get(k);
        }
    }
}
