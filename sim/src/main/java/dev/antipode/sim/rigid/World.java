package dev.antipode.sim.rigid;

import dev.antipode.sim.Default;
import dev.antipode.sim.Range;
import dev.antipode.sim.Unit;

/**
 * What surrounds the bodies: parameters that can differ from episode to episode.
 *
 * @param gravity acceleration downwards
 * @param friction between the bodies and the ground: the greatest tangential impulse, in normal impulses
 * @param softness the depth over which a contact comes to full strength; 0 for contacts that switch
 */
public record World(
        @Unit("m/s^2") @Default(9.8) double gravity,
        @Unit("1") @Default(1) @Range(min = 0, max = 2) double friction,
        @Unit("m") @Default(0) @Range(min = 0, max = 0.1) double softness) {}
