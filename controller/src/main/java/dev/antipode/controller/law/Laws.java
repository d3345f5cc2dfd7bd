package dev.antipode.controller.law;

import dev.antipode.controller.policy.PolicyDesign;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Control laws by name: built-in ones, or a class of the user's. */
public final class Laws {
    private Laws() {}

    private static Map<String, Supplier<ControlLaw<?, ?, ?, ?>>> builtIn() {
        Map<String, Supplier<ControlLaw<?, ?, ?, ?>>> laws = new TreeMap<>();
        laws.put("dc-motor-pid", DcMotorPid::new);
        laws.put("pendulum-energy", PendulumEnergyLaw::new);
        return laws;
    }

    /** By the name of the task. */
    private static Map<String, TunedLaw> tuned() {
        Map<String, TunedLaw> laws = new TreeMap<>();
        laws.put("dc-motor", new TunedLaw("dc-motor-pid", new DcMotorPid(), new double[] {3, 0, 0.2}));
        laws.put("pendulum", new TunedLaw("pendulum-energy", new PendulumEnergyLaw(), new double[] {2, 10, 2, 0.6}));
        return laws;
    }

    /**
     * The hand-tuned law of a built-in task.
     *
     * @param task the task's name
     * @return empty where it has none
     */
    public static Optional<TunedLaw> handTuned(String task) {
        return Optional.ofNullable(tuned().get(task));
    }

    /**
     * The built-in tasks with a hand-tuned law.
     *
     * @return their names in alphabetical order
     */
    public static List<String> tunedTasks() {
        return List.copyOf(tuned().keySet());
    }

    /**
     * A law's design by its name.
     *
     * @param name a built-in name, or the name of a class with a constructor without parameters
     * @param loader where classes are looked for
     * @return the design
     * @throws IllegalArgumentException if there is no such law
     */
    public static PolicyDesign design(String name, ClassLoader loader) {
        Supplier<ControlLaw<?, ?, ?, ?>> maker = builtIn().get(name);
        if (maker != null) {
            return LawPolicy.design(maker.get());
        }
        try {
            var constructor = Class.forName(name, true, loader).getDeclaredConstructor();
            constructor.setAccessible(true);
            if (constructor.newInstance() instanceof ControlLaw<?, ?, ?, ?> law) {
                return LawPolicy.design(law);
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "there is no control law '" + name + "'; built-in are "
                            + String.join(", ", builtIn().keySet()) + ", or name a class on --classpath",
                    e);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "class " + name + " could not be made; give it a constructor without parameters that succeeds", e);
        }
        throw new IllegalArgumentException(
                "class " + name + " is no control law; it must implement " + ControlLaw.class.getName());
    }
}
