package dev.antipode.sim;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The range of a record component. For an input it is a hard clamp outside the policy, in training and in service; for
 * a state, parameter or observation it is the usual range, from which observations are scaled; values of parameters outside it
 * are refused.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Range {
    /**
     * The lower end.
     *
     * @return a number below {@link #max()}, in the component's unit; or negative infinity where only the upper end is known
     */
    double min();

    /**
     * The upper end.
     *
     * @return a number above {@link #min()}, in the component's unit; or infinity where only the lower end is known
     */
    double max();
}
