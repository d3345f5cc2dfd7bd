package dev.antipode.controller.policy;

import dev.antipode.sim.TaskModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes a policy that fits a task: as many observations and inputs as the task has. */
@FunctionalInterface
public interface PolicyDesign {
    /**
     * Makes the policy.
     *
     * @param task gives observations, inputs and their ranges
     * @return the policy
     * @throws IllegalArgumentException if the policy cannot serve the task
     */
    TrainablePolicy forTask(TaskModel task);

    /**
     * Commands that are linear in the observations.
     *
     * @return the design
     */
    static PolicyDesign linear() {
        return task -> new LinearPolicy(task.observations().size(), task.plant().inputs());
    }

    /**
     * A multi-layer perceptron.
     *
     * @param hidden the widths of the hidden layers, each at least 1
     * @param activation the function of the hidden units
     * @return the design
     */
    static PolicyDesign mlp(List<Integer> hidden, Activation activation) {
        List<Integer> widths = List.copyOf(hidden);
        return task -> new MlpPolicy(
                task.observations().size(), widths, activation, task.plant().inputs());
    }

    /**
     * Reads a design.
     *
     * @param text {@code linear}, {@code mlp:WIDTHS} or {@code mlp:WIDTHS:ACTIVATION}, for example {@code mlp:32,32:tanh}
     * @return the design
     * @throws IllegalArgumentException if the text is none of these
     */
    static PolicyDesign parse(String text) {
        String[] parts = text.strip().toLowerCase(Locale.ROOT).split(":");
        if (parts[0].equals("linear") && parts.length == 1) {
            return linear();
        }
        if (parts[0].equals("mlp") && (parts.length == 2 || parts.length == 3)) {
            List<Integer> widths = new ArrayList<>();
            for (String width : parts[1].split(",", -1)) {
                if (!width.matches("[1-9][0-9]{0,5}")) {
                    throw new IllegalArgumentException(
                            "'" + width + "' in policy '" + text + "' is not the width of a layer; give 1 or more");
                }
                widths.add(Integer.valueOf(width));
            }
            return mlp(widths, parts.length == 2 ? Activation.TANH : Activation.parse(parts[2]));
        }
        throw new IllegalArgumentException("'" + text
                + "' is not a policy; give linear, mlp:WIDTHS or mlp:WIDTHS:ACTIVATION, such as mlp:32,32:tanh");
    }
}
