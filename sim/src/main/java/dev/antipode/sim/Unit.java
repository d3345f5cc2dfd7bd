package dev.antipode.sim;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The unit of a record component, in SI symbols: {@code @Unit("rad/s")}. It heads columns, labels charts and messages, and is what
 * links and files in other units are converted to; what {@link SiUnit} cannot read is refused.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Unit {
    /**
     * The unit.
     *
     * @return symbols joined by {@code *}, {@code /} and {@code ^}, for example {@code "kg*m^2"}; {@code "1"} for a pure number
     */
    String value();
}
