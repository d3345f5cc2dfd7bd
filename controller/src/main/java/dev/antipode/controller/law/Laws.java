package dev.antipode.controller.law;

import dev.antipode.controller.policy.PolicyDesign;
import java.util.Map;
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
