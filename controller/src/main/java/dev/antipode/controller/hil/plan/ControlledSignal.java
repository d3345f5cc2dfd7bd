package dev.antipode.controller.hil.plan;

import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.sim.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A measurement that tells how far the plant is from its reference: one of the same name and unit as a reference, or one that is called an
 * error itself. Without such names nobody can tell what follows what.
 *
 * @param measurement its index
 * @param reference the index of its reference; -1 where the measurement is the error
 * @param signal the measurement
 */
record ControlledSignal(int measurement, int reference, Signal signal) {
    static List<ControlledSignal> of(LinkSignature link) {
        List<ControlledSignal> found = new ArrayList<>();
        for (int m = 0; m < link.measurements().size(); m++) {
            Signal signal = link.measurements().get(m);
            int reference = -1;
            for (int r = 0; r < link.references().size(); r++) {
                Signal candidate = link.references().get(r);
                if (candidate.name().equals(signal.name()) && candidate.unit().equals(signal.unit())) {
                    reference = r;
                }
            }
            if (reference >= 0 || signal.name().toLowerCase(Locale.ROOT).endsWith("error")) {
                found.add(new ControlledSignal(m, reference, signal));
            }
        }
        return found;
    }

    /** Reference minus measurement, at each row of an episode. */
    double[] error(CaseLog log, int from, int until) {
        double[] error = new double[until - from];
        for (int i = 0; i < error.length; i++) {
            double measured = log.truth(from + i, measurement);
            error[i] = reference < 0 ? measured : log.reference(from + i, reference) - measured;
        }
        return error;
    }
}
