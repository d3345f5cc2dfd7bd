package dev.antipode.sim.tasks;

import dev.antipode.sim.Task;
import dev.antipode.sim.TaskProvider;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The built-in tasks by name. */
public final class BuiltInTasks implements TaskProvider {
    /** Makes the provider. */
    public BuiltInTasks() {}

    @Override
    public Map<String, Supplier<Task<?, ?, ?, ?, ?>>> tasks() {
        Map<String, Supplier<Task<?, ?, ?, ?, ?>>> tasks = new TreeMap<>();
        tasks.put("acrobot", AcrobotSwingUp::new);
        tasks.put("ant", AntRun::new);
        tasks.put("cart-pole", CartPoleBalance::new);
        tasks.put("cart-pole-swing-up", CartPoleSwingUp::new);
        tasks.put("cheetah", CheetahRun::new);
        tasks.put("dc-motor", DcMotorPosition::new);
        tasks.put("double-pendulum", DoublePendulumRest::new);
        tasks.put("double-pendulum-cart", DoublePendulumCartBalance::new);
        tasks.put("hopper", HopperRun::new);
        tasks.put("influence-balancing", InfluenceBalancing::new);
        tasks.put("lorenz-fit", LorenzFit::new);
        tasks.put("mountain-car", MountainCarClimb::new);
        tasks.put("pendulum", PendulumSwingUp::new);
        tasks.put("quadrotor", QuadrotorGoTo::new);
        tasks.put("quadrotor-2d", Quadrotor2dGoTo::new);
        tasks.put("quadrotor-hover", QuadrotorHover::new);
        tasks.put("thermal", ThermalZones::new);
        return tasks;
    }
}
