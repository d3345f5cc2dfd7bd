package dev.antipode.controller.loop;

import java.util.Optional;

/**
 * What a loop may have around it.
 *
 * @param recorder where every tick is written down
 * @param excitation what is added to the controller's commands
 * @param gate where new parameters come from
 */
public record LoopExtras(Optional<TickRing> recorder, Optional<Excitation> excitation, Optional<ParameterGate> gate) {
    /**
     * A bare loop.
     *
     * @return nothing
     */
    public static LoopExtras none() {
        return new LoopExtras(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
