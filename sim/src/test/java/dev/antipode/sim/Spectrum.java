package dev.antipode.sim;

import dev.antipode.core.jacobian.LyapunovSpectrum;
import dev.antipode.core.program.Engine;
import java.util.Map;

/** A Lyapunov spectrum a second. */
record Spectrum(double[] exponents, double[] errors) {
    private static final int LANES = 16;

    /**
     * One trajectory a lane, from points of a box; the time is that of all of them together.
     *
     * @param compiled called before the first step, when everything is compiled
     */
    static Spectrum of(
            PlantModel plant,
            Map<String, Double> parameters,
            Integrator integrator,
            double dt,
            double time,
            double[][] box,
            Engine engine,
            Runnable compiled) {
        try (PlantLoop loop =
                new PlantLoop(plant, integrator, dt, LANES, plant.states().size(), engine)) {
            double[] values = plant.parameters().stream()
                    .mapToDouble(p -> parameters.getOrDefault(p.name(), p.defaultValue()))
                    .toArray();
            for (int lane = 0; lane < LANES; lane++) {
                double[] state = new double[box.length];
                for (int i = 0; i < box.length; i++) {
                    state[i] = box[i][0] + (box[i][1] - box[i][0]) * ((lane + 1) * 0.618034 * (i + 1) % 1);
                }
                loop.setState(lane, state);
                loop.setParameters(lane, values);
            }
            compiled.run();
            LyapunovSpectrum spectrum = new LyapunovSpectrum(loop.tangents(), LANES, 1, 1);
            long steps = Math.round(time / dt / LANES);
            for (long i = 0; i < steps / 10; i++) {
                spectrum.step();
            }
            spectrum.forget();
            for (long i = 0; i < steps; i++) {
                spectrum.step();
            }
            double[] exponents = new double[spectrum.size()];
            double[] errors = new double[spectrum.size()];
            for (int i = 0; i < exponents.length; i++) {
                exponents[i] = spectrum.perStep(i) / dt;
                errors[i] = spectrum.standardError(i) / dt;
            }
            return new Spectrum(exponents, errors);
        }
    }

    double sum() {
        double sum = 0;
        for (double exponent : exponents) {
            sum += exponent;
        }
        return sum;
    }
}
