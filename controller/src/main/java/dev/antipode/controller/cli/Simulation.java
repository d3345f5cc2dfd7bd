package dev.antipode.controller.cli;

import dev.antipode.sim.OpenLoop;
import dev.antipode.sim.PlantModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs the episodes of {@code simulate} one after another and hands each state to a table. */
final class Simulation {
    private final PlantModel plant;
    private final OpenLoop loop;
    private final List<double[]> initial;
    private final InputSchedule inputs;
    private final double[] parameters;
    private final int steps;
    private final long seed;

    /** Episodes whose state became non-finite. */
    int nonFinite;

    int firstNonFinite = -1;

    Simulation(
            PlantModel plant,
            OpenLoop loop,
            List<double[]> initial,
            InputSchedule inputs,
            double[] parameters,
            int steps,
            long seed) {
        this.plant = plant;
        this.loop = loop;
        this.initial = initial;
        this.inputs = inputs;
        this.parameters = parameters;
        this.steps = steps;
        this.seed = seed;
    }

    int episodes() {
        return initial.size();
    }

    int steps() {
        return steps;
    }

    List<String> columns() {
        List<String> columns = new ArrayList<>(List.of("episode", "step", "time"));
        plant.states().forEach(state -> columns.add(state.name()));
        plant.inputs()
                .forEach(input -> columns.add(columns.contains(input.name()) ? "input." + input.name() : input.name()));
        if (loop.judged()) {
            columns.addAll(List.of("cost", "failed"));
        }
        return columns;
    }

    void run(RowSink sink) throws IOException {
        for (int episode = 0; episode < initial.size(); episode++) {
            loop.start(initial.get(episode), parameters, seed, episode);
            row(sink, episode, 0);
            for (int step = 0; step < steps; step++) {
                loop.step(inputs.at(episode, step));
                row(sink, episode, step + 1);
            }
            if (!loop.finite()) {
                nonFinite++;
                firstNonFinite = firstNonFinite < 0 ? episode : firstNonFinite;
            }
        }
    }

    private void row(RowSink sink, int episode, int step) throws IOException {
        sink.integer(episode).integer(step).number(loop.seconds());
        for (int i = 0; i < plant.states().size(); i++) {
            sink.number(loop.state(i));
        }
        // Nothing led to the first state.
        for (int i = 0; i < plant.inputs().size(); i++) {
            if (step == 0) {
                sink.empty();
            } else {
                sink.number(loop.input(i));
            }
        }
        if (loop.judged()) {
            if (step == 0) {
                sink.empty().empty();
            } else {
                sink.number(loop.cost()).integer(loop.failed() ? 1 : 0);
            }
        }
        sink.endRow();
    }
}
