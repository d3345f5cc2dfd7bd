package dev.antipode.sim;

import java.util.Map;
import java.util.function.Supplier;

/** Names tasks for the command line and the registry. Found through {@link java.util.ServiceLoader}, built-in and users' alike. */
public interface TaskProvider {
    /**
     * The tasks.
     *
     * @return name in lower case with hyphens, to a maker of the task
     */
    Map<String, Supplier<Task<?, ?, ?, ?, ?>>> tasks();
}
