package dev.antipode.controller.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What is trained. */
final class PolicyOptions {
    private static final double AUTHORITY = 0.3;

    @Option(
            names = "--policy",
            paramLabel = "KIND",
            description =
                    "linear, constant[:NUMBERS] such as constant:0.5, mlp:WIDTHS[:ACTIVATION] such as mlp:32,32:tanh, gru:WIDTH[:INITIALISATION[:RADIUS]] such as "
                            + "gru:16 or gru:16:orthogonal:0.9 (plain, identity or orthogonal; spectral radius of the "
                            + "recurrent weights), law:LAW or residual:LAW:AUTHORITY:KIND. Default: the task's.")
    private String policy;

    @Option(
            names = "--residual",
            paramLabel = "LAW",
            description =
                    "Trains a correction of a control law, which stays as it is: a built-in law's name or a class on "
                            + "--classpath, with the gains tuned by hand for the task where there are any, else its defaults. "
                            + "Training starts from the law alone.")
    private String residual;

    @Option(
            names = "--authority",
            paramLabel = "X",
            description =
                    "With --residual: the greatest correction as a share of half an input's range, above 0 and at most "
                            + "1. Default: " + AUTHORITY + ".")
    private Double authority;

    boolean any() {
        return policy != null || residual != null || authority != null;
    }

    /** Refuses a request that says twice where training starts. */
    void requireOneStart(Path from, String imitate) {
        if (imitate != null && from != null) {
            throw new RequestException("--imitate " + imitate + " and --from " + from
                    + " both say where training starts; leave one of them out");
        }
        if (imitate != null && residual != null) {
            throw new RequestException("--residual " + residual + " starts from its law already; leave out --imitate "
                    + imitate + ", or train a policy without a law");
        }
    }

    /** The policy in one word, as {@link dev.antipode.controller.Antipode#policy} reads it. */
    String text(String taskDefault) {
        String learned = policy == null ? taskDefault : policy;
        if (residual == null) {
            if (authority != null) {
                throw new RequestException("--authority " + authority
                        + " bounds the correction of a control law; name the law with --residual");
            }
            return learned;
        }
        if (learned.startsWith("law:") || learned.startsWith("residual:")) {
            throw new RequestException("--residual " + residual + " trains a correction of the law, but --policy "
                    + learned + " is a law itself; give linear, mlp or gru as the policy, or leave out --residual");
        }
        double share = authority == null ? AUTHORITY : authority;
        if (!(share > 0 && share <= 1)) {
            throw new RequestException(
                    "--authority " + share + " must be above 0 and at most 1, a share of half an input's range");
        }
        return "residual:" + residual + ":" + share + ":" + learned;
    }
}
