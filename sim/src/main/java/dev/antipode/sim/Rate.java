package dev.antipode.sim;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The greatest change of an input in one second, up or down; applied after the {@link Range} clamp. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Rate {
    /**
     * The slew limit.
     *
     * @return units of the component per second, above 0
     */
    double value();
}
