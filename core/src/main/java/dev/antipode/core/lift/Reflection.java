package dev.antipode.core.lift;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;

/** Reads what exists outside of the lifted program; says which package must be opened where it may not. */
final class Reflection {
    private Reflection() {}

    /**
     * Makes a member accessible.
     *
     * @throws IllegalArgumentException naming the module directive that is missing
     */
    static void open(AccessibleObject member, Class<?> owner) {
        try {
            member.setAccessible(true);
        } catch (InaccessibleObjectException e) {
            throw new IllegalArgumentException(closed(owner), e);
        }
    }

    static String closed(Class<?> owner) {
        String core = Reflection.class.getModule().getName();
        return owner.getName() + " cannot be read by reflection: add `opens " + owner.getPackageName() + " to "
                + (core == null ? "dev.antipode.core" : core) + ";` to the module-info of "
                + owner.getModule().getName();
    }

    /** The value of a record component. */
    static Object component(RecordComponent component, Object record) {
        Method accessor = component.getAccessor();
        open(accessor, component.getDeclaringRecord());
        try {
            return accessor.invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException(
                    "component '" + component.getName() + "' of "
                            + record.getClass().getName() + " cannot be read",
                    e);
        }
    }

    /** The value of a field; {@code object} is null for a static one. */
    static Object field(Field field, Object object) {
        try {
            open(field, field.getDeclaringClass());
            return field.get(object);
        } catch (IllegalArgumentException e) {
            throw new Refusal("the module of the class is closed", e.getMessage(), e);
        } catch (IllegalAccessException | ExceptionInInitializerError e) {
            throw new Refusal("field " + field.getName() + " cannot be read", null, e);
        }
    }

    /** The field that a name means in a class: declared there or inherited; null where there is none. */
    static Field find(Class<?> owner, String name) {
        for (Class<?> c = owner; c != null; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
            for (Class<?> i : c.getInterfaces()) {
                Field field = find(i, name);
                if (field != null) {
                    return field;
                }
            }
        }
        return null;
    }
}
