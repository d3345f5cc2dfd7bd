package dev.antipode.controller.law;

import dev.antipode.controller.policy.PolicyDesign;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Control laws by name: built-in ones, or a class of the user's. */
public final class Laws {
    /** What the text of a residual policy starts with. */
    static final String RESIDUAL = "residual:";

    private static final String LAW = "law:";

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
     * Reads any policy's design.
     *
     * @param text as {@link PolicyDesign#parse} reads it; {@code law:NAME} with a name for {@link #law}; or
     *     {@code residual:NAME:AUTHORITY:POLICY}, for example {@code residual:dc-motor-pid:0.3:mlp:16,16}
     * @param loader where classes of control laws are looked for
     * @return the design
     * @throws IllegalArgumentException if there is none of that name
     */
    public static PolicyDesign policy(String text, ClassLoader loader) {
        if (text.startsWith(LAW)) {
            return design(text.substring(LAW.length()), loader);
        }
        if (!text.startsWith(RESIDUAL)) {
            return PolicyDesign.parse(text);
        }
        String[] parts = text.substring(RESIDUAL.length()).split(":", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException(
                    "'" + text
                            + "' is no residual policy; give residual:LAW:AUTHORITY:POLICY such as residual:dc-motor-pid:0.3:linear");
        }
        ControlLaw<?, ?, ?, ?> law = law(parts[0], loader);
        return ResidualPolicy.design(law, authority(parts[1], text), policy(parts[2], loader));
    }

    private static double authority(String number, String text) {
        try {
            return Double.parseDouble(number);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + number + "' in policy '" + text + "' is not an authority", e);
        }
    }

    /**
     * The design of a law whose gains are trained.
     *
     * @param name for {@link #law}
     * @param loader where classes are looked for
     * @return the design
     * @throws IllegalArgumentException if there is no such law
     */
    public static PolicyDesign design(String name, ClassLoader loader) {
        return LawPolicy.design(law(name, loader));
    }

    /** What {@link #law} finds a law by: its built-in name, or its class. */
    static String name(ControlLaw<?, ?, ?, ?> law) {
        return builtIn().entrySet().stream()
                .filter(entry -> entry.getValue().get().getClass() == law.getClass())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(law.getClass().getName());
    }

    /**
     * A law by its name.
     *
     * @param name a built-in name, or the name of a class with a constructor without parameters
     * @param loader where classes are looked for
     * @return the law
     * @throws IllegalArgumentException if there is no such law
     */
    public static ControlLaw<?, ?, ?, ?> law(String name, ClassLoader loader) {
        Supplier<ControlLaw<?, ?, ?, ?>> maker = builtIn().get(name);
        if (maker != null) {
            return maker.get();
        }
        try {
            var constructor = Class.forName(name, true, loader).getDeclaredConstructor();
            constructor.setAccessible(true);
            if (constructor.newInstance() instanceof ControlLaw<?, ?, ?, ?> law) {
                return law;
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
