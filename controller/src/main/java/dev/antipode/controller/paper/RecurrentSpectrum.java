package dev.antipode.controller.paper;

import dev.antipode.core.jacobian.LyapunovSpectrum;
import dev.antipode.core.jacobian.TangentFrame;

/**
 * How perturbations of a recurrent network's memory grow along the sequences of its task.
 *
 * @param exponents the leading Lyapunov exponents, natural logarithms of growth a step; NaN where perturbations vanish
 * @param signal natural logarithm of the length of a signal that goes back, by steps back
 */
record RecurrentSpectrum(double[] exponents, double[] signal) {
    static RecurrentSpectrum measure(RecurrentTraining training, long seed) {
        double[] signal = training.signalByLag(SequenceTask.TESTED);
        TangentFrame frame = new TangentFrame(training.tangents(), training.frame(), training.tangentOffset());
        LyapunovSpectrum spectrum = new LyapunovSpectrum(frame, training.lanes(), 1, seed);
        training.clear();
        for (int step = 0; step < training.task().steps(); step++) {
            training.load(SequenceTask.TESTED, step);
            spectrum.step();
        }
        double[] exponents = new double[spectrum.size()];
        for (int i = 0; i < exponents.length; i++) {
            double exponent = spectrum.perStep(i);
            exponents[i] = Double.isInfinite(exponent) ? Double.NaN : exponent;
        }
        return new RecurrentSpectrum(exponents, signal);
    }

    /** How much of a signal is left after so many steps back, as a decimal logarithm. */
    double left(int lag) {
        return signal[lag - 1] / StrictMath.log(10);
    }
}
