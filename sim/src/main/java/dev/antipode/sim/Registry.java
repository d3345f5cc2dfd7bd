package dev.antipode.sim;

import java.lang.reflect.InaccessibleObjectException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Plants and tasks by name: built-in ones and users', found alike through {@link ServiceLoader}, or a class by its name. */
public final class Registry {
    private static final double DEFAULT_STEP_SECONDS = 0.01;

    private final ClassLoader loader;
    private final SortedMap<String, Supplier<Plant<?, ?, ?>>> plants = new TreeMap<>();
    private final SortedMap<String, Supplier<Task<?, ?, ?, ?, ?>>> tasks = new TreeMap<>();

    private Registry(ClassLoader loader) {
        this.loader = loader;
    }

    /**
     * Finds every provider that a class loader can see.
     *
     * @param loader the loader of the users' jars, or of the program
     * @return the registry
     * @throws IllegalArgumentException if two providers give one name
     */
    public static Registry load(ClassLoader loader) {
        Registry registry = new Registry(loader);
        ServiceLoader.load(PlantProvider.class, loader)
                .forEach(provider -> addAll(registry.plants, provider.plants(), provider));
        ServiceLoader.load(TaskProvider.class, loader)
                .forEach(provider -> addAll(registry.tasks, provider.tasks(), provider));
        return registry;
    }

    private static <T> void addAll(SortedMap<String, Supplier<T>> all, Map<String, Supplier<T>> more, Object provider) {
        more.forEach((name, maker) -> {
            if (all.putIfAbsent(name, maker) != null) {
                throw new IllegalArgumentException("two providers give the name '" + name + "'; the second is "
                        + provider.getClass().getName());
            }
        });
    }

    /**
     * The registered tasks.
     *
     * @return their names in alphabetical order
     */
    public List<String> taskNames() {
        return List.copyOf(tasks.keySet());
    }

    /**
     * The registered plants.
     *
     * @return their names in alphabetical order
     */
    public List<String> plantNames() {
        return List.copyOf(plants.keySet());
    }

    /**
     * Whether a name means a task: registered, or a class that implements {@link Task}. A name of both a task and a plant
     * means the task.
     *
     * @param name for example {@code cart-pole} or {@code org.example.MyTask}
     * @return true if {@link #task} is the method to call
     */
    public boolean isTask(String name) {
        if (tasks.containsKey(name) || plants.containsKey(name)) {
            return tasks.containsKey(name);
        }
        try {
            return Task.class.isAssignableFrom(Class.forName(name, false, loader));
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /**
     * A task by its registered name, or by the name of its class.
     *
     * @param name for example {@code cart-pole} or {@code org.example.MyTask}
     * @return the lifted task
     * @throws IllegalArgumentException if there is none, naming the nearest; or if it cannot be lifted
     */
    public TaskModel task(String name) {
        Supplier<Task<?, ?, ?, ?, ?>> maker = tasks.get(name);
        if (maker != null) {
            return TaskModel.of(name, maker.get());
        }
        if (instance(name, "task", tasks.keySet()) instanceof Task<?, ?, ?, ?, ?> task) {
            return TaskModel.of(name, task);
        }
        throw new IllegalArgumentException("class " + name + " is no Task; it must implement " + Task.class.getName());
    }

    /**
     * A plant by its registered name, by the name of a task on it, or by the name of its class.
     *
     * @param name for example {@code lorenz} or {@code org.example.MyPlant}
     * @return the lifted plant
     * @throws IllegalArgumentException if there is none, naming the nearest; or if it cannot be lifted
     */
    public PlantModel plant(String name) {
        Supplier<Plant<?, ?, ?>> maker = plants.get(name);
        if (maker != null) {
            return PlantModel.of(name, maker.get());
        }
        Supplier<Task<?, ?, ?, ?, ?>> task = tasks.get(name);
        if (task != null) {
            return PlantModel.of(name, new TaskAnswers(name, task.get()).plant());
        }
        Set<String> known = new LinkedHashSet<>(plants.keySet());
        known.addAll(tasks.keySet());
        return switch (instance(name, "plant", known)) {
            case Plant<?, ?, ?> plant -> PlantModel.of(name, plant);
            case Dynamics<?, ?, ?> dynamics ->
                PlantModel.of(name, Integrator.RK4.plant(dynamics, DEFAULT_STEP_SECONDS));
            case Task<?, ?, ?, ?, ?> found -> PlantModel.of(name, new TaskAnswers(name, found).plant());
            default ->
                throw new IllegalArgumentException("class " + name + " is no plant; it must implement "
                        + Dynamics.class.getName() + " or " + Plant.class.getName());
        };
    }

    /**
     * The registered tasks on a plant: those whose plant has the same input and parameter records, so that a task may integrate it in
     * another way or add to its state.
     *
     * @param plant a registered plant, or a class
     * @return their names in alphabetical order; may be empty
     * @throws IllegalArgumentException if there is no such plant, naming the nearest
     */
    public List<String> tasksOn(String plant) {
        Supplier<Plant<?, ?, ?>> maker = plants.get(plant);
        List<Class<? extends Record>> records =
                records(maker == null ? instance(plant, "plant", plants.keySet()) : maker.get());
        return tasks.entrySet().stream()
                .filter(task -> records(
                                new TaskAnswers(task.getKey(), task.getValue().get()).plant())
                        .equals(records))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Whether a task is on a plant: whether its plant has the same input and parameter records.
     *
     * @param task a task, by name or class
     * @param plant a plant, or another task on it, by name or class
     * @return false also where there is no such plant
     */
    public boolean isOn(String task, String plant) {
        try {
            return records(typed(task)).equals(records(typed(plant)));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The plant of that name, or that of the task of that name. */
    private Object typed(String name) {
        Object found = tasks.containsKey(name)
                ? tasks.get(name).get()
                : plants.containsKey(name) ? plants.get(name).get() : instance(name, "plant", plants.keySet());
        return found instanceof Task<?, ?, ?, ?, ?> task ? new TaskAnswers(name, task).plant() : found;
    }

    /** The input and the parameters of a plant. */
    private static List<Class<? extends Record>> records(Object plant) {
        List<Class<? extends Record>> all = plant instanceof IntegratedPlant<?, ?, ?> integrated
                ? Reflected.recordTypes(integrated.dynamics().getClass(), Dynamics.class)
                : Reflected.recordTypes(plant.getClass(), plant instanceof Plant ? Plant.class : Dynamics.class);
        return all.subList(1, 3);
    }

    private Object instance(String name, String kind, Collection<String> known) {
        try {
            var constructor = Class.forName(name, true, loader).getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(unknown(name, kind, known), e);
        } catch (InaccessibleObjectException e) {
            throw new IllegalArgumentException(
                    "class " + name + " is in a package that its module does not open; write 'opens "
                            + name.substring(0, Math.max(0, name.lastIndexOf('.')))
                            + " to dev.antipode.sim, dev.antipode.core' in its module-info.java",
                    e);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "class " + name + " could not be made; give it a constructor without parameters that succeeds", e);
        }
    }

    private static String unknown(String name, String kind, Collection<String> known) {
        return "there is no " + kind + " '" + name + "'; " + NearestName.hint(name, known) + "known are "
                + String.join(", ", known) + ", or name a class on --classpath";
    }
}
