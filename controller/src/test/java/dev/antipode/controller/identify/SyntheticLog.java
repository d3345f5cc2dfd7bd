package dev.antipode.controller.identify;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.OpenLoop;
import dev.antipode.sim.PlantModel;
import dev.antipode.sim.Registry;
import dev.antipode.sim.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Logs of plants with parameters, delay and noise that are known, by {@link OpenLoop}, which knows nothing of identification. */
final class SyntheticLog {
    private final PlantModel plant;
    private final double[] parameters;
    private int substeps = 1;
    private int delay;
    private double noise;
    private double memory;
    private double resolution;
    private double amplitude = 1;
    private List<String> measured;
    private double[] initial;

    SyntheticLog(String plant, Map<String, Double> truth) {
        this.plant = Registry.load(SyntheticLog.class.getClassLoader()).plant(plant);
        List<String> names = LoggedPlant.names(this.plant.parameters());
        parameters = this.plant.parameters().stream()
                .mapToDouble(Signal::defaultValue)
                .toArray();
        truth.forEach((name, value) -> parameters[names.indexOf(name)] = value);
        measured = LoggedPlant.names(this.plant.states());
        initial = this.plant.states().stream().mapToDouble(Signal::defaultValue).toArray();
    }

    LoggedPlant logged() {
        return LoggedPlant.of(plant);
    }

    SyntheticLog substeps(int count) {
        substeps = count;
        return this;
    }

    SyntheticLog delay(int steps) {
        delay = steps;
        return this;
    }

    /** Of each output, as a share of half its declared range; {@code memory} is the correlation from row to row. */
    SyntheticLog noise(double share, double memory) {
        noise = share;
        this.memory = memory;
        return this;
    }

    /** Of each output's sensor, as a share of half its declared range. */
    SyntheticLog resolution(double share) {
        resolution = share;
        return this;
    }

    /** Of the inputs, as a share of their range. */
    SyntheticLog amplitude(double share) {
        amplitude = share;
        return this;
    }

    SyntheticLog measured(String... outputs) {
        measured = List.of(outputs);
        return this;
    }

    SyntheticLog initial(double... state) {
        initial = state;
        return this;
    }

    Recording record(int episodes, int rows, long seed) {
        Random random = new Random(seed);
        List<Recording.Episode> all = new ArrayList<>();
        try (OpenLoop loop =
                OpenLoop.of(plant, plant.integrator().orElse(null), plant.period(), Precision.F64, Arithmetic.FUSED)) {
            for (int e = 0; e < episodes; e++) {
                all.add(episode(loop, rows, random));
            }
        }
        List<Signal> outputs =
                plant.states().stream().filter(s -> measured.contains(s.name())).toList();
        return new Recording(outputs, plant.period() * substeps, all, 0, List.of());
    }

    private Recording.Episode episode(OpenLoop loop, int rows, Random random) {
        List<String> names = LoggedPlant.names(plant.states());
        int[] outputs = plant.states().stream()
                .filter(s -> measured.contains(s.name()))
                .mapToInt(s -> names.indexOf(s.name()))
                .toArray();
        double[][] inputs = new double[rows][plant.inputs().size()];
        double[][] values = new double[rows][outputs.length];
        double[] state = initial.clone();
        for (int i = 0; i < state.length; i++) {
            state[i] += 0.02 * plant.states().get(i).halfWidth() * random.nextGaussian();
        }
        double[] held = new double[plant.inputs().size()];
        double[] error = new double[outputs.length];
        loop.start(state, parameters, 1, 0);
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < held.length; i++) {
                Signal input = plant.inputs().get(i);
                held[i] = random.nextInt(4) == 0 || row == 0
                        ? input.middle() + amplitude * input.halfWidth() * (2 * random.nextDouble() - 1)
                        : held[i];
                inputs[row][i] = held[i];
            }
            for (int i = 0; i < outputs.length; i++) {
                double fresh = noise * plant.states().get(outputs[i]).halfWidth() * random.nextGaussian();
                error[i] = row == 0 ? fresh : memory * error[i] + Math.sqrt(1 - memory * memory) * fresh;
                double step = resolution * plant.states().get(outputs[i]).halfWidth();
                double value = loop.state(outputs[i]) + error[i];
                values[row][i] = step > 0 ? step * Math.rint(value / step) : value;
            }
            for (int sub = 0; sub < substeps; sub++) {
                loop.step(inputs[Math.max(0, Math.floorDiv(row * substeps + sub - delay, substeps))]);
            }
        }
        double[][] references = new double[rows][0];
        return new Recording.Episode(0, inputs, references, values);
    }

    static FittedParameter parameter(IdentificationResult result, String name) {
        return result.parameters().stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " in " + Arrays.asList(result.parameters())));
    }
}
