package dev.antipode.sim;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The only values that an input can have, as of a switch, a valve or a gear: {@code @Levels({-1, 0, 1}) double thrust}. A command
 * goes to the nearest level, outside the policy, in training and in service; half-way between two levels it goes to the lower one.
 *
 * <p>Commands are clamped to the {@link Range} first, which must hold all levels; without one it goes from the lowest level to the
 * highest. A {@link Rate} would lead between the levels and is refused.
 *
 * <p>What a command does is then a staircase, whose slope is zero wherever it has one: estimators that need derivatives are refused,
 * evolution strategies are not.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Levels {
    /**
     * The levels.
     *
     * @return two or more finite numbers in the component's unit, each above the one before
     */
    double[] value();
}
