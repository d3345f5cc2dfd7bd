package dev.antipode.controller.cli;

import dev.antipode.controller.law.FixedLaw;
import dev.antipode.controller.law.Laws;
import dev.antipode.sim.Signal;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What commands where the controller must not. */
final class SafeActionOptions {
    @Option(
            names = "--fallback",
            paramLabel = "LAW",
            description =
                    "A control law that commands under the safe action, while it can see: a name such as dc-motor-pid, or"
                            + " a class. Default: the safe command alone.")
    private String fallback;

    @Option(
            names = "--safe",
            paramLabel = "NUMBERS",
            split = ",",
            description = "The safe command, one number an input. Default: what is nearest to 0 in each range.")
    private double[] safe;

    Optional<FixedLaw> law(Deployed deployed) {
        return Optional.ofNullable(fallback)
                .map(name -> FixedLaw.of(Laws.law(name, deployed.loader()), deployed.task()));
    }

    double[] safeCommand(List<Signal> inputs) {
        return safe == null ? nearestToZero(inputs) : checked(safe, inputs);
    }

    static double[] nearestToZero(List<Signal> inputs) {
        return inputs.stream().mapToDouble(s -> Math.clamp(0, s.min(), s.max())).toArray();
    }

    /** Refuses a safe command that does not fit the inputs. */
    static double[] checked(double[] safe, List<Signal> inputs) {
        if (safe.length != inputs.size()) {
            throw new RequestException("--safe has " + safe.length + " numbers, but the controller commands "
                    + inputs.stream().map(Signal::name).toList() + "; give one for each");
        }
        for (int i = 0; i < safe.length; i++) {
            Signal input = inputs.get(i);
            if (!(safe[i] >= input.min() && safe[i] <= input.max())) {
                throw new RequestException("--safe " + safe[i] + " of '" + input.name() + "' is outside of its range ["
                        + input.min() + ", " + input.max() + "]");
            }
        }
        return safe;
    }
}
