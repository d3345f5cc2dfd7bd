package dev.antipode.bench;

import dev.antipode.sim.Plant;
import dev.antipode.sim.PlantModel;
import dev.antipode.sim.plants.Acrobot;
import dev.antipode.sim.plants.CartPole;
import dev.antipode.sim.plants.Quadrotor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** The plants whose simulator step is measured: a tiny one, one full of trigonometry, and a large one. */
enum StepPlant {
    CART_POLE("cart-pole", "cart_pole", CartPole::plant),
    ACROBOT("acrobot", "acrobot", Acrobot::plant),
    QUADROTOR("quadrotor", "quadrotor", Quadrotor::plant);

    private final String label;
    private final String cFunction;
    private final Supplier<Plant<?, ?, ?>> maker;

    StepPlant(String label, String cFunction, Supplier<Plant<?, ?, ?>> maker) {
        this.label = label;
        this.cFunction = cFunction;
        this.maker = maker;
    }

    static StepPlant of(String label) {
        return Arrays.stream(values())
                .filter(plant -> plant.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no benchmark of the plant '" + label
                        + "'; known are "
                        + String.join(
                                ", ",
                                List.of(values()).stream().map(StepPlant::label).toList())));
    }

    /** The plant's registered name. */
    String label() {
        return label;
    }

    /** The function of the same step in C. */
    String cFunction() {
        return cFunction;
    }

    PlantModel model() {
        return PlantModel.of(label, maker.get());
    }
}
