package dev.antipode.controller.imitate;

import dev.antipode.controller.policy.RangeScaling;
import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import dev.antipode.sim.ParameterLayout;
import dev.antipode.sim.Policy;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.util.List;

/**
 * A policy that commands, and beside it an expert who says at each step what he would have commanded. The last rows of the memory
 * hold what he says.
 *
 * @param driver the policy that commands, or null where the expert does
 */
record Labelled(TaskModel task, Policy driver, Policy expert) implements Policy {
    private List<Signal> inputs() {
        return task.plant().inputs();
    }

    private int driverMemory() {
        return driver == null ? 0 : driver.memorySize();
    }

    /** The rows of a memory that hold the expert's command. */
    Rows label(Rows memory) {
        return memory.part(driverMemory() + expert.memorySize(), inputs().size());
    }

    @Override
    public int parameterCount() {
        return driver == null ? 0 : driver.parameterCount();
    }

    @Override
    public ParameterLayout layout() {
        return driver == null ? ParameterLayout.SHARED : driver.layout();
    }

    @Override
    public int memorySize() {
        return driverMemory() + expert.memorySize() + inputs().size();
    }

    @Override
    public boolean normalisedObservations() {
        return false;
    }

    @Override
    public String fingerprint() {
        return "labelled " + (driver == null ? "" : driver.fingerprint() + " ") + expert.fingerprint();
    }

    @Override
    public void append(ProgramBuilder program, Rows observation, Rows parameters, Rows memory, Rows command) {
        Rows label = label(memory);
        Rows expertMemory = memory.part(driverMemory(), expert.memorySize());
        Rows none = memory.part(0, 0);
        expert.append(
                program,
                RangeScaling.seen(program, expert, observation, task.observations()),
                none,
                expertMemory,
                label);
        if (driver == null) {
            program.kernel("the expert commands", copy(), List.of(label), List.of(command));
            return;
        }
        Rows seen = RangeScaling.seen(program, driver, observation, task.observations());
        driver.append(program, seen, parameters, memory.part(0, driverMemory()), command);
    }

    private Graph copy() {
        GraphBuilder g = new GraphBuilder();
        List<String> names = inputs().stream().map(Signal::name).toList();
        return g.build(names, names.stream().map(g::input).toList());
    }
}
