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
     * A gated recurrent unit, for tasks whose observations do not tell the whole state.
     *
     * @param width how many units, 1 to {@link GruPolicy#MAX_WIDTH}
     * @param initialisation where training starts
     * @return the design
     */
    static PolicyDesign gru(int width, GruInitialisation initialisation) {
        return task -> new GruPolicy(
                task.observations().size(), width, initialisation, task.plant().inputs());
    }

    /**
     * The same command in every step.
     *
     * @param start the command that training starts from, one number an input; empty for what is nearest to 0
     * @return the design
     */
    static PolicyDesign constant(List<Double> start) {
        List<Double> values = List.copyOf(start);
        return task -> new ConstantPolicy(task.plant().inputs(), values);
    }

    /**
     * Reads a design.
     *
     * @param text {@code linear}, {@code constant[:NUMBERS]}, for example {@code constant:0.5,2}, {@code mlp:WIDTHS[:ACTIVATION]}, for example {@code mlp:32,32:tanh}, or
     *     {@code gru:WIDTH[:INITIALISATION[:RADIUS]]}, for example {@code gru:16:orthogonal:0.9}; an activation is one of
     *     {@link Activation}, an initialisation is read by {@link GruInitialisation#parse}
     * @return the design
     * @throws IllegalArgumentException if the text is none of these
     */
    static PolicyDesign parse(String text) {
        String[] parts = text.strip().toLowerCase(Locale.ROOT).split(":", -1);
        if (parts[0].equals("linear") && parts.length == 1) {
            return linear();
        }
        if (parts[0].equals("constant") && parts.length <= 2) {
            List<Double> start = new ArrayList<>();
            for (String number : parts.length == 1 ? new String[0] : parts[1].split(",", -1)) {
                start.add(number(number, text));
            }
            return constant(start);
        }
        if (parts[0].equals("mlp") && (parts.length == 2 || parts.length == 3)) {
            List<Integer> widths = new ArrayList<>();
            for (String width : parts[1].split(",", -1)) {
                widths.add(width(width, text));
            }
            return mlp(widths, parts.length == 2 ? Activation.TANH : Activation.parse(parts[2]));
        }
        if (parts[0].equals("gru") && parts.length >= 2 && parts.length <= 4) {
            GruInitialisation initialisation = parts.length == 2
                    ? GruInitialisation.of(GruInitialisation.Kind.PLAIN)
                    : GruInitialisation.parse(String.join(":", List.of(parts).subList(2, parts.length)));
            return gru(width(parts[1], text), initialisation);
        }
        throw new IllegalArgumentException("'" + text
                + "' is not a policy; give linear, constant[:NUMBERS] such as constant:0.5, mlp:WIDTHS[:ACTIVATION] such as"
                + " mlp:32,32:tanh, or gru:WIDTH[:INITIALISATION[:RADIUS]] such as gru:16 or gru:16:orthogonal:0.9");
    }

    private static double number(String number, String text) {
        try {
            return Double.parseDouble(number);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + number + "' in policy '" + text + "' is not a number; give one for each input", e);
        }
    }

    private static int width(String width, String text) {
        if (!width.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException("'" + width + "' in policy '" + text
                    + "' is not the width of a layer; give a whole number from 1 to 999999");
        }
        return Integer.parseInt(width);
    }
}
