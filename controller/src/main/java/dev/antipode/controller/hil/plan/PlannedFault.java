package dev.antipode.controller.hil.plan;

import dev.antipode.controller.hil.TestablePlant;
import dev.antipode.controller.hil.fault.FaultKind;
import dev.antipode.controller.hil.fault.InjectedFault;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A fault of a case.
 *
 * @param kind what it is
 * @param settings as the plan has them, in one line
 * @param maker makes one for a run
 */
public record PlannedFault(FaultKind kind, String settings, Supplier<InjectedFault> maker) {
    /**
     * The fault for people.
     *
     * @return such as {@code drop p: 10 %}
     */
    public String text() {
        return settings.isEmpty() ? kind.name() : kind.name() + " " + settings;
    }

    /** Why it cannot strike a plant; empty where it can. */
    String obstacle(Optional<TestablePlant> plant) {
        try (InjectedFault fault = maker.get()) {
            return fault.obstacle(plant);
        }
    }
}
