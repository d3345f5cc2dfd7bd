package dev.antipode.sim.plants;

import dev.antipode.sim.Plant;
import dev.antipode.sim.PlantProvider;
import dev.antipode.sim.rigid.Ant;
import dev.antipode.sim.rigid.Cheetah;
import dev.antipode.sim.rigid.Hopper;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The built-in plants by name. */
public final class BuiltInPlants implements PlantProvider {
    /** Makes the provider. */
    public BuiltInPlants() {}

    @Override
    public Map<String, Supplier<Plant<?, ?, ?>>> plants() {
        Map<String, Supplier<Plant<?, ?, ?>>> plants = new TreeMap<>();
        plants.put("acrobot", Acrobot::plant);
        plants.put("ant", Ant::new);
        plants.put("cart-pole", CartPole::plant);
        plants.put("cart-pole-swing-up", CartPoleWithFriction::plant);
        plants.put("cheetah", Cheetah::new);
        plants.put("dc-motor", DcMotor::plant);
        plants.put("double-pendulum", DoublePendulum::plant);
        plants.put("double-pendulum-cart", DoublePendulumCart::plant);
        plants.put("henon", Henon::new);
        plants.put("hopper", Hopper::new);
        plants.put("influence-balancing", InfluenceChain::new);
        plants.put("logistic", Logistic::new);
        plants.put("lorenz", Lorenz::plant);
        plants.put("lorenz-pair", LorenzPair::plant);
        plants.put("mountain-car", MountainCar::new);
        plants.put("pendulum", Pendulum::new);
        plants.put("quadrotor", Quadrotor::plant);
        plants.put("quadrotor-2d", Quadrotor2d::plant);
        plants.put("rossler", Rossler::plant);
        plants.put("thermal", Thermal::plant);
        return plants;
    }
}
