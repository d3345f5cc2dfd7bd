package dev.antipode.controller.hil.fmi;

/**
 * What an FMU says it can do in co-simulation.
 *
 * @param directionalDerivatives tells partial derivatives
 * @param stateSaving its whole state can be saved and put back
 * @param variableStep takes steps of different lengths
 * @param executionTool works only where the tool that made it is installed
 * @param onlyOnce one instance a process
 * @param fixedStep the only step that it takes inside, in seconds, of which ours must be a multiple; NaN where it says none
 */
public record Capabilities(
        boolean directionalDerivatives,
        boolean stateSaving,
        boolean variableStep,
        boolean executionTool,
        boolean onlyOnce,
        double fixedStep) {}
