package dev.antipode.controller.hil.train;

import dev.antipode.controller.hil.TestablePlant;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.TaskModel;

/** Makes the episodes of a run: how the plant comes to their start, and what ends them. */
record EpisodeSetup(TaskModel task, HardwareSettings settings, PlantUnderTraining plant) {
    PlantPort port(Precision precision) {
        return new PlantPort(
                plant.link(),
                settings.safeCommand(),
                plant.fallback(),
                plant.clock(),
                settings.missingTicks(),
                precision);
    }

    PlantEpisode episode(PlantPort port, StopSignal stop) {
        double period = task.timing().periodSeconds();
        return new PlantEpisode(
                port,
                reset(),
                new Envelope(settings.envelope(), task.observations(), settings.aheadSeconds() / period),
                plant.cost(),
                task.timing().horizonSteps(),
                ticks(settings.restSeconds()),
                stop);
    }

    private PlantReset reset() {
        long most = task.timing().horizonSteps() + ticks(settings.resetSeconds());
        if (settings.start().isPresent()) {
            return new SettlingReset(settings.start().get(), Math.max(1, ticks(settings.holdSeconds())), most);
        }
        return plant.link() instanceof TestablePlant testable ? new RestartReset(testable) : new NextEpisodeReset(most);
    }

    private long ticks(double seconds) {
        return Math.round(seconds / task.timing().periodSeconds());
    }
}
