package dev.antipode.controller.policy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Where the recurrent weights of a {@link GruPolicy} start, which decides how memory and gradients grow or fade from step
 * to step before training (Metz and others, "Gradients are not all you need", 2021, section 4.1.1).
 *
 * @param kind what the recurrent matrices are
 * @param radius each recurrent matrix is multiplied so that its spectral radius, the greatest modulus of its eigenvalues,
 *     is this: above 0 and finite; empty leaves them as they are
 */
public record GruInitialisation(Kind kind, OptionalDouble radius) {
    /** What the recurrent matrices start as. */
    public enum Kind {
        /** Like the other weights of their layer: uniform, with a variance of one over the number of its inputs. */
        PLAIN,
        /**
         * The memory nearly keeps its value: the candidate's matrix is the identity (Le, Jaitly, Hinton, "A simple way to
         * initialize recurrent networks of rectified linear units", 2015), the gates' matrices are plain, and the biases
         * of both gates are 2, so that the reset gate, which the cited network does not have, lets the identity act. The
         * Jacobian of a step by its memory, where memory and observation are zero, is {@code s + (1 - s) s = 0.986} times
         * the identity, with {@code s = sigmoid(2)}: memory fades in some 70 steps.
         */
        IDENTITY,
        /**
         * Each matrix is orthogonal, uniform over all such: every eigenvalue and every singular value has modulus 1
         * (Saxe, McClelland, Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep linear neural
         * networks", 2014).
         */
        ORTHOGONAL;

        /**
         * The name in options and files.
         *
         * @return in lower case
         */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final double IDENTITY_GATE_BIAS = 2;

    /** Checks the radius. */
    public GruInitialisation {
        if (radius.isPresent() && !(radius.getAsDouble() > 0 && radius.getAsDouble() < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "a spectral radius of " + radius.getAsDouble() + " is not possible; give a finite one above 0");
        }
    }

    /**
     * Recurrent matrices as their kind has them, not multiplied by anything.
     *
     * @param kind what they are
     * @return the initialisation
     */
    public static GruInitialisation of(Kind kind) {
        return new GruInitialisation(kind, OptionalDouble.empty());
    }

    /**
     * The same with recurrent matrices of a spectral radius.
     *
     * @param value above 0, finite
     * @return a copy
     */
    public GruInitialisation withRadius(double value) {
        return new GruInitialisation(kind, OptionalDouble.of(value));
    }

    /**
     * The name in options and files, as {@link #parse} reads it.
     *
     * @return for example {@code plain} or {@code orthogonal:0.9}
     */
    public String text() {
        return radius.isEmpty()
                ? kind.text()
                : kind.text() + ":"
                        + BigDecimal.valueOf(radius.getAsDouble())
                                .stripTrailingZeros()
                                .toPlainString();
    }

    /**
     * Reads a name.
     *
     * @param text {@code KIND} or {@code KIND:RADIUS}, the kind being {@code plain}, {@code identity} or
     *     {@code orthogonal}
     * @return the initialisation
     * @throws IllegalArgumentException if the text is neither
     */
    public static GruInitialisation parse(String text) {
        String[] parts = text.split(":", 2);
        GruInitialisation initialisation = of(kind(parts[0]));
        if (parts.length == 1) {
            return initialisation;
        }
        // Not all that Double.parseDouble takes: no hexadecimal, no type suffix, no NaN.
        if (!parts[1].matches("[0-9]+(\\.[0-9]+)?(e[-+]?[0-9]+)?")) {
            throw new IllegalArgumentException(
                    "'" + parts[1] + "' is not a spectral radius; give a number above 0, such as 0.9");
        }
        return initialisation.withRadius(Double.parseDouble(parts[1]));
    }

    private static Kind kind(String text) {
        for (Kind kind : Kind.values()) {
            if (kind.text().equals(text)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not an initialisation; give one of "
                + Arrays.stream(Kind.values()).map(Kind::text).toList());
    }

    /** Sets the biases of a gate. */
    void gateBiases(double[] parameters, int firstBias, int width) {
        Arrays.fill(parameters, firstBias, firstBias + width, kind == Kind.IDENTITY ? IDENTITY_GATE_BIAS : 0);
    }

    /** Turns plain recurrent weights of a gate into the ones wanted. */
    void gateWeights(double[] parameters, int first, int width, InitialParameters random) {
        weights(kind == Kind.ORTHOGONAL ? kind : Kind.PLAIN, parameters, first, width, random);
    }

    /** Turns plain recurrent weights of the candidate into the ones wanted. */
    void candidateWeights(double[] parameters, int first, int width, InitialParameters random) {
        weights(kind, parameters, first, width, random);
    }

    private void weights(Kind matrix, double[] parameters, int first, int width, InitialParameters random) {
        switch (matrix) {
            case PLAIN -> {
                if (radius.isPresent()) {
                    RecurrentMatrix.scale(parameters, first, width, radius.getAsDouble());
                }
            }
            case IDENTITY -> RecurrentMatrix.identity(parameters, first, width, radius.orElse(1));
            case ORTHOGONAL -> RecurrentMatrix.orthogonal(parameters, first, width, radius.orElse(1), random);
        }
    }
}
