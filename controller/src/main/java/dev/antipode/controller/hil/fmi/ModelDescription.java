package dev.antipode.controller.hil.fmi;

import dev.antipode.sim.NearestName;
import dev.antipode.sim.UnitDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an FMU says about itself in its {@code modelDescription.xml}.
 *
 * @param version of the standard
 * @param modelName for people
 * @param modelIdentifier the name of its library
 * @param token proves that library and description belong together: {@code guid} in FMI 2.0, {@code instantiationToken} in FMI 3.0
 * @param generationTool what made it; empty where it is not told
 * @param capabilities what it can do
 * @param startTime of its default experiment, in seconds; 0 where it has none
 * @param tolerance of its default experiment; NaN where it has none
 * @param stepSeconds of its default experiment; NaN where it has none
 * @param variables in the order of the file
 * @param units by name, as far as it defines them
 * @param logCategories the names by which its messages can be chosen
 */
public record ModelDescription(
        FmiVersion version,
        String modelName,
        String modelIdentifier,
        String token,
        String generationTool,
        Capabilities capabilities,
        double startTime,
        double tolerance,
        double stepSeconds,
        List<FmuVariable> variables,
        Map<String, UnitDefinition> units,
        List<String> logCategories) {
    /** Copies. */
    public ModelDescription {
        variables = List.copyOf(variables);
        units = Map.copyOf(units);
        logCategories = List.copyOf(logCategories);
    }

    /**
     * Looks a variable up.
     *
     * @param name as in the file
     * @return the first of the name; empty where there is none
     */
    public Optional<FmuVariable> find(String name) {
        return variables.stream().filter(v -> v.name().equals(name)).findFirst();
    }

    /**
     * Looks a variable up that must be there.
     *
     * @param name as in the file
     * @param what it is wanted for, for the message, such as {@code command}
     * @return the variable
     * @throws IllegalArgumentException if there is none, naming the nearest
     */
    public FmuVariable require(String name, String what) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("FMU '" + modelName + "' has no variable '" + name
                        + "' for the " + what + "; "
                        + NearestName.listing(
                                name, variables.stream().map(FmuVariable::name).toList())));
    }

    /**
     * The variables of a kind.
     *
     * @param causality the kind
     * @return in the order of the file
     */
    public List<FmuVariable> of(Causality causality) {
        return variables.stream().filter(v -> v.causality() == causality).toList();
    }
}
