package dev.antipode.sim;

import java.util.Map;
import java.util.function.Supplier;

/** Names plants for the command line and the registry. Found through {@link java.util.ServiceLoader}, built-in and users' alike. */
public interface PlantProvider {
    /**
     * The plants.
     *
     * @return name in lower case with hyphens, to a maker of the plant
     */
    Map<String, Supplier<Plant<?, ?, ?>>> plants();
}
