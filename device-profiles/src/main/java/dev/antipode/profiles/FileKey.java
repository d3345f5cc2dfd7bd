package dev.antipode.profiles;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How a record component is written in a file, where that differs from its name or needs a unit. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface FileKey {
    /** The key in the file; empty for the component's name. */
    String value() default "";

    /** What the number measures; it must then be written with a unit. */
    Quantity quantity() default Quantity.NONE;
}
